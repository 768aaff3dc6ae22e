with source as ({{ delivered('targets') }}),

cleaned as (
    select
        {{ record_columns() }},
        lower({{ clean_text('kpi_code') }}) as kpi_code_text,
        {{ clean_text('value') }} as value_text,
        ends_with(value_text, '%') as is_percentage,
        {{ number_text("rtrim(value_text, ' %')") }} as value_digits,
        {{ date_texts(['period_end', 'version_date']) }},
        {{ text_key('province') }} as province_key,
        {{ text_key('partner') }} as target_partner_key,
        {{ yes_no_columns(['is_confirmed']) }}
    from source
),

typed as (
    select
        *,
        {{ typed_numbers(['value'], 'double') }},
        {{ typed_dates(['period_end', 'version_date']) }}
    from cleaned
),

-- A KPI goes by its code or by its Italian name. A share is never above 1: 60 says 60 %, and nothing else is a percentage.
known as (
    select
        typed.* exclude (is_percentage) replace (
            case
                when kpis.unit = '%' and (typed.is_percentage or typed.value > 1) then typed.value / 100
                when not coalesce(typed.is_percentage, false) then typed.value
            end::decimal(18, 4) as value
        ),
        kpis.kpi_code
    from typed
    left join {{ ref('kpis') }} as kpis
        on {{ text_key('typed.kpi_code_text') }} in ({{ text_key('kpis.kpi_code') }}, {{ text_key('kpis.kpi_label') }})
)

select
    *,
    {{ record_key('targets') }} as record_key,
    {{ is_no_data() }}
    or (
        kpi_code_text is null and value_text is null and period_end_text is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('kpi_code', 'kpi_code_text')
        + required_number('value')
        + required_date('period_end', is_past=false)
        + rule('code_unknown', 'kpi_code', 'kpi_code is null and kpi_code_text is not null', 'kpi_code_text')
        + known_yes_no('is_confirmed')
        + readable_date('version_date')
    ) }}
from known
