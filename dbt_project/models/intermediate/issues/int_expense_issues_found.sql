-- A document that a later delivery brings under another category or with more lines; and one whose amount is claimed
-- twice: by two partners, under two categories or activities, or on two equal rows.
{{ config(materialized='view_in_place') }}
with documents as (
    select
        *,
        -- Between partners too, a supplier is the only codice fiscale that goes with its name.
        coalesce(
            supplier_codice_fiscale,
            case
                when min(supplier_codice_fiscale) over of_name = max(supplier_codice_fiscale) over of_name
                    then min(supplier_codice_fiscale) over of_name
            end,
            supplier_stem
        ) as supplier,
        min(arrival_order) filter (outcome in ('accepted', 'superseded', 'duplicate') and not is_withdrawn)
            over (partition by partner_code, record_key) as first_order
    from {{ ref('int_expenses_judged') }}
    where number_key is not null and supplier_stem is not null
    window of_name as (partition by supplier_stem)
),

compared as (
    select
        *,
        first_order > min(first_order) over (partition by partner_code, document_key, expense_year) as is_changed,
        coalesce(claimed_eur, incurred_eur) > 0 as is_claimed,
        min(partner_code) over of_document <> max(partner_code) over of_document as is_claimed_by_two,
        count(*) over of_amount > 1 as is_claimed_on_two_rows
    from documents
    where is_in_force and document_key is not null
    window
        -- Suppliers number alike: of two partners, only one amount is the same invoice.
        of_document as (partition by supplier, number_key, expense_year, coalesce(claimed_eur, incurred_eur)),
        of_amount as (
            partition by partner_code, supplier, number_key, expense_year, coalesce(claimed_eur, incurred_eur)
        )
)

select
    record_id,
    'expense_claimed_twice' as rule_code,
    'claimed_eur' as field,
    document_number as value
from compared
where is_claimed and (is_claimed_by_two or is_claimed_on_two_rows)
union all
select
    record_id,
    'document_changed' as rule_code,
    'document_number' as field,
    document_number as value
from compared
where is_changed
