with source as ({{ delivered('networks') }}),

typed as (
    select
        {{ record_columns('networks') }},
        {{ network_reference_columns() }},
        {{ coded_column('legal_kind') }},
        {{ coded_column('stage') }},
        {{ optional_date_column('opened_date') }},
        {{ optional_date_column('signed_date') }},
        {{ optional_date_column('dissolved_date') }},
        {{ spelled('yes_no', 'existed_before') }} = 'yes' as existed_before,
        {{ clean_text('purpose') }} as purpose,
        {{ sector_code('codice_ateco') }} as sector_code
    from source
)

select
    *,
    row_kind <> 'data' or (network_name is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('network_name', 'network_name')
        + optional_date('opened_date')
        + optional_date('signed_date')
        + optional_date('dissolved_date')
        + identifier('network_codice_fiscale')
        + known_code('legal_kind')
        + known_code('stage')
        + rule('dates_out_of_order', 'signed_date', 'opened_date > signed_date and not coalesce(existed_before, false)', 'signed_date_text')
        + rule('dates_out_of_order', 'dissolved_date', 'dissolved_date < signed_date or dissolved_date < opened_date', 'dissolved_date_text')
        + rule('stage_contradicted', 'stage', stage_contradiction(), 'stage_text')
    ) }}
from typed
