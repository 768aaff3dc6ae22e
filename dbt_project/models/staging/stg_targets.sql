with source as ({{ delivered('targets') }}),

typed as (
    select
        {{ record_columns('targets') }},
        lower({{ clean_text('kpi_code') }}) as kpi_code_text,
        {{ clean_text('value') }} as value_text,
        {{ italian_number('value') }} as value,
        {{ date_column('period_end') }},
        {{ clean_text('province') }} as province_name,
        {{ text_key('province') }} as province_key,
        {{ clean_text('partner') }} as target_partner_text,
        {{ text_key('partner') }} as target_partner_key,
        {{ date_column('version_date') }},
        coalesce({{ spelled('yes_no', 'is_confirmed') }} = 'yes', false) as is_confirmed
    from source
),

known as (
    select
        typed.*,
        kpis.kpi_code
    from typed
    left join {{ ref('kpis') }} as kpis
        on {{ text_key('typed.kpi_code_text') }} in ({{ text_key('kpis.kpi_code') }}, {{ text_key('kpis.kpi_label') }})
)

select
    *,
    row_kind <> 'data'
    or (kpi_code_text is null and value_text is null and period_end_text is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('kpi_code', 'kpi_code_text')
        + required_number('value')
        + required_date('period_end', is_past=false)
        + rule('code_unknown', 'kpi_code', 'kpi_code is null and kpi_code_text is not null', 'kpi_code_text')
        + rule('optional_date_unreadable', 'version_date', 'version_date is null and version_date_text is not null', 'version_date_text')
    ) }}
from known
