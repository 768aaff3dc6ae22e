-- What a mention of a network can be known by, the strongest first: its codice fiscale, the register number and date of
-- its act, its partner's code, its partner's name for it.
with mentions as (
    select
        mention_id,
        partner_code,
        network_codice_fiscale,
        'act ' || register_number || '|' || signed_date as act,
        'code ' || partner_code || '|' || network_code || code_use as code,
        'name '
        || partner_code
        || '|'
        || network_name_key
        || code_use
        || case when is_from_register then '|' || signed_date else '' end as name
    from (
        -- A code used again for another network is another code, and a network signed again is another network.
        select *, regexp_extract(mention_id, '([#~][0-9]+)*$') as code_use from {{ ref('int_network_mentions_gathered') }}
    ) as mentions
)

select mention_id, network_codice_fiscale as anchor, 1 as strength from mentions
where network_codice_fiscale is not null
union all
select mention_id, act as anchor, 2 as strength from mentions where act is not null
union all
select mention_id, code as anchor, 3 as strength from mentions where code is not null
union all
select mention_id, name as anchor, 4 as strength from mentions where name is not null
