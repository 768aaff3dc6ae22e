with source as ({{ delivered('expenses') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ date_texts(['expense_date']) }},
        {{ coded_texts(['category']) }},
        {{ number_texts(['incurred_eur', 'paid_eur', 'claimed_eur', 'admitted_eur']) }},
        {{ text_columns(['cut_reason', 'activity']) }},
        {{ clean_text('supplier') }} as supplier_name,
        {{ closed_up('supplier') }} as supplier_closed,
        coalesce(
            nullif(array_to_string(list_filter({{ name_words('supplier_closed') }}, lambda word: word <> 'e'), ''), ''),
            {{ firm_name_key('supplier') }}
        ) as supplier_stem,
        {{ legal_form_key('supplier_closed') }} as supplier_form,
        {{ identifier_texts(['supplier_codice_fiscale']) }},
        upper({{ clean_text('document_number') }}) as document_number
    from source
),

typed as (
    select
        *,
        {{ typed_dates(['expense_date']) }},
        {{ typed_codes(['category']) }},
        {{ typed_numbers(['incurred_eur', 'paid_eur', 'claimed_eur', 'admitted_eur']) }},
        {{ typed_identifiers(['supplier_codice_fiscale']) }},
        year(expense_date) as expense_year,
        -- Without legal form it is the only one of that name.
        supplier_stem || coalesce(
            supplier_form,
            case when min(supplier_form) over of_stem = max(supplier_form) over of_stem then min(supplier_form) over of_stem end,
            ''
        ) as supplier_key
    from cleaned
    window of_stem as (partition by partner_code, supplier_stem)
),

-- A supplier is its codice fiscale; where a row lacks it, the only one that the partner gives that name.
supplied as (
    select
        *,
        coalesce(
            supplier_codice_fiscale,
            case
                when
                    supplier_key is not null
                    and min(supplier_codice_fiscale) over of_name = max(supplier_codice_fiscale) over of_name
                    then min(supplier_codice_fiscale) over of_name
            end,
            supplier_key
        ) as supplier_id,
        {{ document_key('document_number') }} as number_told,
        -- `12`, `12/12` and `12/2012` are one number of 2012.
        coalesce(
            nullif(trim(replace('/' || number_told || '/', '/' || expense_year || '/', '/'), '/'), ''), number_told
        ) as number_of_year,
        case
            when ends_with(number_of_year, '/' || right(expense_year::varchar, 2))
                then left(number_of_year, length(number_of_year) - 3)
            else number_of_year
        end as number_key
    from typed
    window of_name as (partition by partner_code, supplier_key)
),

-- An expense is a line of a document: amount and day are what it says. Without supplier or number they are all there is.
known as (
    select
        *,
        supplier_id || '|' || number_key as document_key,
        case
            when supplier_id is null or number_key is null
                then {{ joined_key([
                    'supplier_id', 'number_key', date_key('expense_date'),
                    'coalesce(incurred_eur::varchar, incurred_eur_digits)'
                ]) }}
        end as undocumented_key,
        case
            when supplier_id is null or number_key is null
                then {{ joined_key(['supplier_id', 'number_key', 'coalesce(incurred_eur::varchar, incurred_eur_digits)']) }}
        end as undocumented_amount
    from supplied
)

select
    *,
    case
        when undocumented_key is null
            then
                {{ joined_key(['document_key', 'expense_year::varchar', 'category', text_key('activity')]) }}
                -- What is given back is a line of its own, not another amount of the line.
                || case when incurred_eur < 0 then '|accredito' else '' end
        else {{ joined_key(['undocumented_key', 'category', text_key('activity')]) }}
    end as record_key,
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
        + rule('credit_not_negative', 'incurred_eur',
               "incurred_eur > 0 and (document_kind = 'credit_note'"
               ~ " or regexp_matches(document_number, '^(N\.? ?C\.?|NOTA (DI )?(AC)?CREDITO)[ 0-9]'))", 'incurred_eur_text')
        + identifier('supplier_codice_fiscale')
    ) }}
from known
