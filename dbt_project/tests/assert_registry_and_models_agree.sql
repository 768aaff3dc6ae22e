-- Each KPI of the registry has a model, each model a registry row; a ratio has two parts and no model.
with models as (
    select unnest(split('{{ env_var("PAL_KPI_CODES") }}', ',')) as kpi_code
)

select
    coalesce(models.kpi_code, kpis.kpi_code) as kpi_code,
    kpis.way
from {{ ref('dim_kpis') }} as kpis
full join models using (kpi_code)
where
    kpis.kpi_code is null
    or (kpis.way = 'ratio') = (models.kpi_code is not null)
    or (kpis.way = 'ratio') <> (
        coalesce(kpis.numerator_code in (select kpi_code from models), false)
        and coalesce(kpis.denominator_code in (select kpi_code from models), false)
    )
