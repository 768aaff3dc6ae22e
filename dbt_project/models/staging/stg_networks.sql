with source as ({{ delivered('networks') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ network_reference_texts() }},
        {{ coded_texts(['legal_kind', 'stage']) }},
        {{ date_texts(['opened_date', 'signed_date', 'dissolved_date']) }},
        {{ yes_no_columns(['existed_before']) }},
        {{ text_columns(['purpose']) }},
        {{ sector_code('codice_ateco') }} as sector_code,
        case when sector_code is null then {{ naming_text('codice_ateco') }} end as sector_text
    from source
),

typed as (
    select
        *,
        {{ typed_identifiers(['network_codice_fiscale']) }},
        {{ typed_codes(['legal_kind', 'stage']) }},
        {{ optional_dates(['opened_date', 'signed_date', 'dissolved_date']) }}
    from cleaned
)

select
    *,
    {{ dates_by_delivery(['opened_date', 'signed_date', 'dissolved_date']) }},
    {{ record_key('networks') }} as record_key,
    {{ is_no_data() }}
    or (
        network_name is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network_name', 'network_name')
        + optional_date('opened_date')
        + optional_date('signed_date')
        + optional_date('dissolved_date')
        + identifier('network_codice_fiscale')
        + known_code('legal_kind')
        + known_yes_no('existed_before')
        + known_code('stage')
        + rule('stage_contradicted', 'stage', stage_contradiction(), 'stage_text')
        + readable_sector()
    ) }}
from typed
