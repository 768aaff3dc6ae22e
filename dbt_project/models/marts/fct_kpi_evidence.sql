-- The union of the KPI models: PAL_KPI_CODES lists the files of models/kpi.
-- It is set by the build (warehouse/build.py), so that a new KPI is one row of the registry and one file.
with gathered as (
    {%- for kpi_code in env_var('PAL_KPI_CODES').split(',') %}
    select
        kpi_code,
        subject_type,
        subject_id,
        province_code,
        partner_code,
        desk_code,
        firm_id,
        network_id,
        happened_on,
        ended_on,
        amount,
        evidence_level,
        record_id
    from {{ ref(kpi_code) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        gathered.*,
        kpis.way,
        case when kpis.way = 'sum' then gathered.record_id else gathered.subject_id end as counted_id,
        coalesce(firms.sector_code, '??') as sector_code,
        coalesce({{ size_class('firms.employees', 'firms.turnover_eur') }}, '??') as size_class
    from gathered
    inner join {{ ref('kpis') }} as kpis using (kpi_code)
    cross join {{ ref('project') }} as project
    left join {{ ref('int_firms_described') }} as firms on gathered.firm_id = firms.firm_id
    -- What was before the project decides what is there on a day, and nothing of what happened in it.
    where
        (kpis.way = 'stock' or gathered.happened_on >= project.start_date)
        -- A row that an audit did not find counts on only where somebody decides so.
        and not {{ is_audit_failed('gathered.record_id') }}
),

-- What the macros' filters and cells tell rows apart by, as one number: rows of one kind and subject are alike.
kinds as (
    select
        *,
        row_number() over () as kind_number
    from (
        select distinct
            province_code,
            partner_code,
            desk_code,
            sector_code,
            size_class
        from counted
    ) as distinct_kinds
),

kinded as (
    select
        counted.*,
        kinds.kind_number,
        row_number() over () as row_number
    from counted
    inner join kinds
        on
            counted.province_code = kinds.province_code
            and counted.partner_code is not distinct from kinds.partner_code
            and counted.desk_code is not distinct from kinds.desk_code
            and counted.sector_code = kinds.sector_code
            and counted.size_class = kinds.size_class
),

subjects as (
    select
        kpi_code,
        counted_id,
        row_number() over () as group_number,
        count(*) as row_count,
        any_value(way) <> 'stock' and min(kind_number) = max(kind_number) as is_alike
    from kinded
    group by kpi_code, counted_id
),

-- The macros group and join by a number, which is fast; what one row alone proves is neither grouped nor joined.
numbered as (
    select
        counted_id,
        row_number() over (order by counted_id)::integer as subject_number
    from subjects
    group by counted_id
    having sum(row_count) > 1
),

-- Of rows alike the earliest says all that a `first` KPI asks, the latest of a window what the others do. By numbers and
-- joined again: rows with their texts take three times as long to sort.
several as (
    select
        kinded.row_number,
        subjects.is_alike,
        case
            when kinded.way = 'stock' then null
            when kinded.way <> 'first' then lead(kinded.happened_on) over alike
            when lag(kinded.happened_on) over alike is not null then kinded.happened_on
        end as replaced_on
    from kinded
    inner join subjects on kinded.kpi_code = subjects.kpi_code and kinded.counted_id = subjects.counted_id
    where subjects.row_count > 1
    window alike as (
        partition by subjects.group_number, kinded.kind_number
        order by kinded.happened_on, kinded.record_id, kinded.firm_id
    )
)

select
    kinded.* exclude (counted_id, way, kind_number, row_number, sector_code, size_class),
    kinded.sector_code,
    kinded.size_class,
    coalesce(first_versions.known_at, deliveries.received_at) as known_at,
    numbered.subject_number,
    case when several.replaced_on is distinct from kinded.happened_on then coalesce(several.is_alike, true) end as is_alike,
    several.replaced_on
from kinded
left join several on kinded.row_number = several.row_number
left join numbered on kinded.counted_id = numbered.counted_id
left join {{ ref('int_deliveries_decided') }} as deliveries
    on split_part(kinded.record_id, '/', 1) = deliveries.delivery_id
left join {{ ref('int_first_versions_traced') }} as first_versions
    on kinded.record_id = first_versions.record_id
