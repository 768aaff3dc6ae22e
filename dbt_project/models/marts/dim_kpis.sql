select
    kpi_code,
    kpi_label,
    definition_it,
    counting_note_it,
    way,
    subject_type,
    unit,
    numerator_code,
    denominator_code,
    decimals,
    sort_order,
    is_confirmed,
    is_register,
    version,
    valid_from
from {{ ref('kpis') }}
