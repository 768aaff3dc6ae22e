with source as ({{ delivered('firms') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ firm_reference_texts() }},
        {{ text_columns(['legal_form', 'address', 'postal_code']) }},
        {{ coded_texts(['subject_kind']) }},
        coalesce(
            province_named,
            case when municipality_named is not null then {{ province_beside('municipality') }} end,
            meant_province_code,
            -- A foreign number tells of a place that nothing else tells.
            case
                when
                    ({{ is_foreign_number('partita_iva_delivered') }} or {{ is_foreign_number('codice_fiscale_delivered') }})
                    and not coalesce(
                        municipality_key in (select places.municipality_key from {{ ref('stg_municipalities') }} as places),
                        false
                    )
                    then 'EE'
            end
        ) as province_name,
        {{ sector_code('codice_ateco') }} as sector_code,
        case when sector_code is null then {{ naming_text('codice_ateco') }} end as sector_text,
        {{ clean_text('employees') }} as employees_text,
        {{ number_text(headcount_text('employees')) }} as employees_digits,
        {{ number_texts(['turnover_eur']) }},
        {{ yes_no_columns(['is_associated']) }},
        {{ date_texts(['seat_date']) }}
    from source
),

typed as (
    select
        *,
        {{ text_key("regexp_replace(province_name, '\s*[(\[].*$', '')") }} as province_key,
        {{ typed_identifiers(['codice_fiscale', 'partita_iva']) }},
        {{ typed_codes(['subject_kind']) }},
        -- No firm of the world has more: it is a telephone number in the wrong column.
        {{ whole_people('employees_digits', 3000000) }} as employees,
        -- A loss is no turnover: below 0 nothing was sold.
        case
            when {{ italian_number('turnover_eur_digits') }} >= 0
                then try_cast({{ italian_number('turnover_eur_digits') }} as decimal(18, 2))
        end as turnover_eur,
        {{ optional_dates(['seat_date']) }}
    from cleaned
)

select
    *,
    {{ dates_by_delivery(['seat_date']) }},
    {{ record_key('firms') }} as record_key,
    {{ is_no_data() }}
    or (
        firm_name is null and municipality_name is null and province_name is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('company_name', 'firm_name')
        + rule('required_missing', 'municipality',
               'municipality_name is null and province_name is null and not is_cancelled')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + rule('identifier_missing', 'codice_fiscale',
               'codice_fiscale_delivered is null and partita_iva_delivered is null and not is_cancelled')
        + known_code('subject_kind')
        + known_yes_no('is_associated')
        + optional_date('seat_date')
        + optional_number('employees')
        + optional_number('turnover_eur')
        + readable_sector()
    ) }}
from typed
