select
    firm_id,
    firm_name,
    codice_fiscale,
    partita_iva,
    municipality_name,
    province_code,
    is_company,
    subject_kind,
    resolved_by,
    mention_count
from {{ ref('int_firms_described') }}
