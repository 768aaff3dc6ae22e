select
    firm_id,
    case when is_company then company_name else 'impresa individuale' end as firm_name,
    {%- for column in ['codice_fiscale', 'partita_iva'] %}
    case
        when is_company and length({{ column }}) = 11
            and {{ column }} not in (select persons.words from {{ ref('int_persons_named') }} as persons)
            then {{ column }}
    end as {{ column }},
    {%- endfor %}
    is_company,
    subject_kind,
    is_firm,
    province_code,
    case when is_company then {{ public_text('municipality_name') }} end as municipality_name,
    sector_code,
    '2007' as ateco_version,
    employees,
    {{ size_class('employees', 'turnover_eur') }} as size_class,
    is_associated,
    is_reported,
    is_in_register,
    resolved_by,
    mention_count
from {{ ref('int_firms_described') }}
