with source as ({{ delivered('network_members') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ network_reference_texts() }},
        {{ firm_reference_texts() }},
        {{ coded_texts(['member_role']) }},
        {{ date_texts(['joined_date', 'left_date']) }}
    from source
),

typed as (
    select
        *,
        {{ typed_identifiers(['network_codice_fiscale']) }},
        {{ typed_identifiers(['codice_fiscale', 'partita_iva']) }},
        {{ typed_codes(['member_role']) }},
        {{ optional_dates(['joined_date', 'left_date']) }}
    from cleaned
)

select
    *,
    {{ dates_by_delivery(['joined_date', 'left_date']) }},
    -- A day that cannot be read is not an empty one: no founder, but a member by the day of the delivery.
    case
        when joined_date_text is not null and coalesce(joined_date_read > received_on, true) then received_on
    end as joined_by,
    {{ record_key('network_members') }} as record_key,
    {{ is_no_data() }}
    or (
        {{ named_network() }} is null and {{ named_firm() }} is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('network', named_network())
        + required_value('firm', named_firm())
        + optional_date('joined_date')
        + optional_date('left_date')
        + known_code('member_role')
        + identifier('codice_fiscale')
        + identifier('partita_iva')
        + identifier('network_codice_fiscale')
    ) }}
from typed
