with source as ({{ delivered('expenses') }}),

typed as (
    select
        {{ record_columns('expenses') }},
        {{ date_column('expense_date') }},
        {{ coded_column('category') }},
        {{ number_column('incurred_eur') }},
        {{ number_column('paid_eur') }},
        {{ number_column('claimed_eur') }},
        {{ number_column('admitted_eur') }},
        {{ clean_text('cut_reason') }} as cut_reason,
        {{ clean_text('supplier') }} as supplier_name,
        {{ firm_name_key('supplier') }} as supplier_key,
        {{ clean_identifier('supplier_codice_fiscale') }} as supplier_codice_fiscale_delivered,
        {{ usable_identifier('supplier_codice_fiscale_delivered') }} as supplier_codice_fiscale,
        {{ clean_code('document_number') }} as document_number,
        {{ clean_text('activity') }} as activity
    from source
),

-- Equal lines of one file are different expenses: they are numbered.
numbered as (
    select
        * replace (
            record_key || '|' || row_number() over (
                partition by delivery_id, row_kind, record_key order by sheet_index, row_number
            ) as record_key
        )
    from typed
)

select
    *,
    row_kind <> 'data'
    or (expense_date_text is null and category is null and incurred_eur_text is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_date('expense_date')
        + required_value('category', 'category')
        + required_number('incurred_eur')
        + known_code('category')
        + optional_number('paid_eur')
        + optional_number('claimed_eur')
        + optional_number('admitted_eur')
        + identifier('supplier_codice_fiscale')
    ) }}
from numbered
