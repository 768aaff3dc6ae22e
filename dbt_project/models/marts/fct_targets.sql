with delivered as (
    select
        targets.kpi_code,
        targets.value,
        targets.period_end,
        provinces.province_code,
        partners.partner_code,
        targets.version_date,
        coalesce(targets.is_confirmed, false) as is_confirmed,
        targets.record_id,
        targets.row_position
    from {{ ref('int_targets_judged') }} as targets
    left join {{ ref('stg_province_spellings') }} as provinces using (province_key)
    left join {{ ref('partners') }} as partners
        on targets.target_partner_key in (
            {{ text_key('partners.partner_code') }}, {{ text_key('partners.partner_name') }},
            {{ text_key('partners.short_name') }}
        )
    where
        targets.is_in_force and targets.kpi_code is not null
        and (targets.province_key is null or provinces.province_code is not null)
        and (targets.target_partner_key is null or partners.partner_code is not null)
    union all by name
    select
        kpi_code,
        value,
        period_end,
        province_code,
        partner_code,
        version_date,
        is_confirmed,
        0 as row_position
    from {{ ref('targets') }}
),

versions as (
    select
        *,
        {{ standing_version('record_id is null, kpi_code, period_end, province_code, partner_code') }} as standing_version
    from delivered
)

select
    kpi_code,
    value,
    period_end,
    province_code,
    partner_code,
    version_date,
    is_confirmed,
    record_id,
    row_number() over (
        partition by kpi_code, period_end, province_code, partner_code
        order by record_id is null, standing_version desc nulls last, version_date is null desc, row_position desc
    ) = 1 as is_current
from versions
