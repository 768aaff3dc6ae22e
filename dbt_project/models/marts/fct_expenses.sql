select
    record_id,
    partner_code,
    expense_date,
    category,
    incurred_eur,
    paid_eur,
    claimed_eur,
    admitted_eur,
    {{ public_text('cut_reason') }} as cut_reason,
    case
        when {{ has_company_form(company_name('supplier_name')) }} and not {{ is_personal_code('supplier_codice_fiscale') }}
            and not {{ has_sole_form('supplier_name') }}
            then {{ public_text(company_name('supplier_name'), is_free=false) }}
        when supplier_name is not null then 'persona fisica'
    end as supplier_name,
    {{ public_code('document_number') }} as document_number,
    {{ public_text('activity') }} as activity,
    {{ evidence_level('record_id', 'document_ref') }} as evidence_level
from {{ ref('int_expenses_judged') }}
where is_in_force
