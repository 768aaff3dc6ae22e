select
    record_id,
    partner_code,
    expense_date,
    category,
    incurred_eur,
    paid_eur,
    claimed_eur,
    admitted_eur,
    cut_reason,
    case
        when length(supplier_codice_fiscale) = 11 or {{ has_company_form('supplier_name') }} then supplier_name
        when supplier_name is not null then 'persona fisica'
    end as supplier_name,
    document_number,
    activity,
    {{ evidence_level('record_id', 'document_ref') }} as evidence_level
from {{ ref('int_expenses_judged') }}
where is_in_force
