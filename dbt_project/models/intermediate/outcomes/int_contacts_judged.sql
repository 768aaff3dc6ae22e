{%- set rows -%}
    (
        select
            staged.* exclude (
                issues, firm_name_key, municipality_key, municipality_name, codice_fiscale_delivered,
                partita_iva_delivered, contact_date_text, contact_date_day, contact_kind_text, contact_kind_code,
                hours_text, hours_digits
            ),
            firms.firm_id,
            {{ desk_code() }} as desk_code,
            {{ meant_key('contacts') }} as meant_key,
            {{ reference_missing(
                'staged.issues', 'firm_not_found', 'firm',
                'firms.firm_id is null and ' ~ named_firm() ~ ' is not null', named_firm()
            ) }} as issues
        from {{ ref('stg_contacts') }} as staged
        {{ found_firm() }}
    )
{%- endset -%}
with by_row as ({{ judged(rows, 'contacts', is_meant=true) }}),

-- A presence in a list of contacts, without the event's code, is the one that the list of that day's event tells.
presences as (
    select
        record_id,
        delivery_id,
        event_code,
        hash(partner_code, firm_id, contact_date) as day_hash,
        row_number() over (
            partition by partner_code, firm_id, contact_date, event_code is null, event_code order by row_position
        ) as of_event,
        row_number() over (
            partition by partner_code, firm_id, contact_date, event_code is null order by event_code, row_position
        ) as of_day
    from by_row
    where is_in_force and contact_kind in ('event', 'seminar') and coalesce(outcome_code <> 'not_held', true)
),

told_again as (
    select
        again.record_id,
        first_told.record_id as told_by_record_id,
        first_told.delivery_id as told_by_delivery_id
    from presences as again
    inner join presences as first_told
        on again.day_hash = first_told.day_hash and again.event_code = first_told.event_code
    where again.of_event > 1 and first_told.of_event = 1
    union all
    select
        again.record_id,
        first_told.record_id as told_by_record_id,
        first_told.delivery_id as told_by_delivery_id
    from presences as again
    inner join (
        select *, row_number() over (partition by day_hash order by of_day) as place
        from presences
        where event_code is not null and of_event = 1
    ) as first_told
        on again.day_hash = first_told.day_hash and again.of_day = first_told.place
    where again.event_code is null
)

select
    by_row.* replace (
        case when told_again.record_id is null then by_row.outcome else 'duplicate' end as outcome,
        coalesce(told_again.told_by_record_id, by_row.settled_by_record_id) as settled_by_record_id,
        coalesce(told_again.told_by_delivery_id, by_row.settled_by_delivery_id) as settled_by_delivery_id,
        by_row.is_in_force and told_again.record_id is null as is_in_force
    )
from by_row
left join told_again using (record_id)
