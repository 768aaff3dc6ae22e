{# The seat of a firm on a day, as `seats.province_code`: every firm has one on every day. #}
{% macro seat_on(firm_id, day) -%}
    left join {{ ref('int_firm_seats_dated') }} as seats
        on {{ firm_id }} = seats.firm_id and {{ day }} >= seats.seat_from and {{ day }} < seats.seat_until
{%- endmacro %}

{#
  The touches of firms that `condition` selects, for a KPI that counts a firm from its first: also one that moved counts
  once, in the province where its seat was on that day.
#}
{% macro touches_from_first_seat(condition) -%}
    (
        select touches.* replace (coalesce(firsts.province_code, touches.province_code) as province_code)
        from {{ ref('int_firm_touches_gathered') }} as touches
        left join (
            select
                moved.firm_id,
                arg_min(moved.province_code, (moved.happened_on, moved.record_id)) as province_code
            from {{ ref('int_firm_touches_gathered') }} as moved
            semi join (
                select firm_id from {{ ref('int_firm_seats_dated') }}
                group by firm_id
                having count(*) > 1
            ) as movers using (firm_id)
            cross join {{ ref('project') }} as project
            where moved.{{ condition }} and moved.happened_on >= project.start_date
            group by moved.firm_id
        ) as firsts using (firm_id)
        where touches.{{ condition }}
    )
{%- endmacro %}
