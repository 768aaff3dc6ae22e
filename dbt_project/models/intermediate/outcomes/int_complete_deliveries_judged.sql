-- Each complete delivery and record type: whether it replaces the rows that it lacks, or waits to be confirmed.
-- It replaces when at least 80 % of the rows in force that it would touch come again as they were, or there is none. A
-- row is not as it was where a field that both fill differs; what is filled for the first time, or empty now, changes none.
with recursive complete as (
    select distinct
        sheets.record_type,
        deliveries.partner_code,
        deliveries.delivery_id,
        deliveries.arrival_order,
        deliveries.is_confirmed,
        deliveries.stated_from,
        deliveries.stated_until
    from {{ ref('int_deliveries_decided') }} as deliveries
    inner join {{ source('raw', 'sheets') }} as sheets using (delivery_id)
    where deliveries.is_complete and sheets.is_main
),

keyed as (
    {%- for record_type in record_types() %}
    select
        '{{ record_type }}' as record_type,
        partner_code,
        arrival_order,
        row_position,
        record_key,
        is_cancelled,
        {{ fact_date(record_type) }} as fact_date,
        [
            {%- for column in record_content(record_type) %}({{ column }})::varchar{{ ", " if not loop.last }}{% endfor -%}
        ] as content
    from ({{ with_settled_keys(ref('stg_' ~ record_type), record_type) }}) as keyed_rows
    semi join (select partner_code from complete where record_type = '{{ record_type }}') using (partner_code)
    where {{ contends('keyed_rows') }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

dated as (
    select
        record_type,
        partner_code,
        arrival_order,
        min(fact_date) as first_date,
        max(fact_date) as last_date
    from keyed
    group by all
),

covering as (
    select
        complete.*,
        coalesce(complete.stated_from, dated.first_date) as covers_from,
        coalesce(complete.stated_until, dated.last_date) as covers_until,
        row_number() over (
            partition by complete.record_type, complete.partner_code order by complete.arrival_order
        ) as step
    from complete
    left join dated using (record_type, partner_code, arrival_order)
),

-- For each complete delivery, the last row of every earlier key, and whether it comes again as it was.
last_rows as (
    select
        covering.record_type,
        covering.partner_code,
        covering.step,
        keyed.record_key,
        max(keyed.arrival_order) as last_order,
        arg_max(keyed.fact_date, keyed.row_position) as fact_date,
        arg_max(keyed.is_cancelled, keyed.row_position) as is_cancelled,
        arg_max(keyed.content, keyed.row_position) as content
    from covering
    inner join keyed
        on
            covering.record_type = keyed.record_type
            and covering.partner_code = keyed.partner_code
            and covering.arrival_order > keyed.arrival_order
    group by covering.record_type, covering.partner_code, covering.step, keyed.record_key
),

touchable as (
    select
        last_rows.*,
        again.record_key is not null
        and len(list_filter(
            list_zip(last_rows.content, again.content), lambda field: coalesce(field[1] <> field[2], false)
        )) = 0 as comes_again
    from last_rows
    inner join covering using (record_type, partner_code, step)
    left join (
        select
            record_type,
            partner_code,
            arrival_order,
            record_key,
            arg_max(content, row_position) as content
        from keyed
        group by all
    ) as again
        on
            last_rows.record_type = again.record_type
            and last_rows.partner_code = again.partner_code
            and covering.arrival_order = again.arrival_order
            and last_rows.record_key = again.record_key
    where
        not last_rows.is_cancelled
        and coalesce(last_rows.fact_date >= covering.covers_from, true)
        and coalesce(last_rows.fact_date <= covering.covers_until, true)
),

-- One step per complete delivery, in order of arrival: a row already removed by an earlier one is not touched.
steps as (
    select
        record_type,
        partner_code,
        0::bigint as step,
        []::struct(arrival_order integer, covers_from date, covers_until date)[] as effective,
        0::bigint as touched_count,
        0::bigint as again_count
    from (select distinct record_type, partner_code from covering) as sequences
    union all
    select
        record_type,
        partner_code,
        step,
        case
            when is_confirmed or again_count >= 0.8 * touched_count
                then list_append(
                    effective,
                    { 'arrival_order': arrival_order, 'covers_from': covers_from, 'covers_until': covers_until }
                )
            else effective
        end as effective,
        touched_count,
        again_count
    from (
        select
            steps.record_type,
            steps.partner_code,
            covering.step,
            covering.arrival_order,
            covering.is_confirmed,
            covering.covers_from,
            covering.covers_until,
            steps.effective,
            count(touchable.record_key) as touched_count,
            count(touchable.record_key) filter (touchable.comes_again) as again_count
        from steps
        inner join covering
            on
                steps.record_type = covering.record_type
                and steps.partner_code = covering.partner_code
                and steps.step + 1 = covering.step
        left join touchable
            on
                covering.record_type = touchable.record_type
                and covering.partner_code = touchable.partner_code
                and covering.step = touchable.step
                and len(list_filter(
                    steps.effective,
                    lambda earlier: earlier['arrival_order'] > touchable.last_order
                    and coalesce(touchable.fact_date >= earlier['covers_from'], true)
                    and coalesce(touchable.fact_date <= earlier['covers_until'], true)
                )) = 0
        group by all
    ) as touched
)

select
    covering.record_type,
    covering.partner_code,
    covering.delivery_id,
    covering.arrival_order,
    covering.covers_from,
    covering.covers_until,
    steps.touched_count,
    steps.again_count,
    covering.is_confirmed or steps.again_count >= 0.8 * steps.touched_count as is_effective
from covering
inner join steps using (record_type, partner_code, step)
