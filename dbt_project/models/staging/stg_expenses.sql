with source as ({{ delivered('expenses') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ date_texts(['expense_date']) }},
        {{ coded_texts(['category']) }},
        {{ number_texts(['incurred_eur', 'paid_eur', 'claimed_eur', 'admitted_eur']) }},
        {{ text_columns(['cut_reason', 'activity']) }},
        {{ clean_text('supplier') }} as supplier_name,
        {{ firm_name_key('supplier') }} as supplier_key,
        {{ identifier_texts(['supplier_codice_fiscale']) }},
        {{ code_columns(['document_number']) }}
    from source
),

typed as (
    select
        *,
        {{ typed_dates(['expense_date']) }},
        {{ typed_codes(['category']) }},
        {{ typed_numbers(['incurred_eur', 'paid_eur', 'claimed_eur', 'admitted_eur']) }},
        {{ typed_identifiers(['supplier_codice_fiscale']) }}
    from cleaned
),

keyed as (
    select
        *,
        {{ joined_key([
            'supplier_key', 'document_number', date_key('expense_date'), 'category', text_key('activity'),
            'coalesce(incurred_eur::varchar, incurred_eur_digits)'
        ]) }} as line_key
    from typed
),

-- Equal lines of one file are different expenses: they are numbered.
known as (
    select
        *,
        row_number() over (
            partition by delivery_id, row_kind, is_cancelled, line_key order by sheet_index, row_number
        ) as line_number
    from keyed
)

select
    *,
    line_key || '|' || line_number as record_key,
    {{ is_no_data() }}
    or (
        expense_date_text is null and category is null and incurred_eur_text is null
        and not is_cancelled
    ) as is_ignored,
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
from known
