-- Rows that a partner lists under one number, without codes of its own (branches, or two firms), and that a person told
-- apart, naming a row of each: what the first one says of its place (of its name, where the place is one), whenever it is
-- delivered, has a key of its own.
with listed as (
    select
        record_id,
        partner_code,
        record_key,
        coalesce(municipality_key, province_key, '') as place,
        firm_name_key as name
    from {{ ref('stg_firms') }}
    where firm_code is null and not is_ignored
),

decided as (
    select
        one.partner_code,
        one.record_key,
        one.place,
        case when one.place = other.place then one.name end as name,
        decisions.decision
    from {{ ref('stg_firm_decisions') }} as decisions
    inner join listed as one on decisions.side_a = one.record_id
    inner join listed as other on decisions.side_b = other.record_id
    where
        one.partner_code = other.partner_code and one.record_key = other.record_key and (one.place, one.name) <> (other.place, other.name)
    qualify
        row_number() over (
            partition by
                one.partner_code, one.record_key,
                least((one.place, one.name), (other.place, other.name)), greatest((one.place, one.name), (other.place, other.name))
            order by decisions.decided_on desc, decisions.decision_number desc
        ) = 1
)

select distinct
    listed.record_id,
    listed.record_key || '|' || listed.place || coalesce('|' || decided.name, '') as record_key
from listed
inner join decided using (partner_code, record_key, place)
where decided.decision = 'different' and coalesce(decided.name = listed.name, true)
