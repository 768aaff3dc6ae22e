-- The same supplier, document and date claimed by two partners, or on two rows of one category, activity and amount.
{{ config(materialized='view') }}
with claimed as (
    select
        *,
        coalesce(supplier_codice_fiscale, supplier_key) as supplier
    from {{ ref('int_expenses_judged') }}
    where is_in_force and claimed_eur > 0 and document_number is not null
),

compared as (
    select
        *,
        min(partner_code) over document <> max(partner_code) over document as is_claimed_by_two,
        count(*) over (
            partition by supplier, document_number, expense_date, category, activity, claimed_eur
        ) > 1 as is_claimed_on_two_rows
    from claimed
    where supplier is not null
    window document as (partition by supplier, document_number, expense_date)
)

select
    record_id,
    'expense_claimed_twice' as rule_code,
    'claimed_eur' as field,
    document_number as value
from compared
where is_claimed_by_two or is_claimed_on_two_rows
