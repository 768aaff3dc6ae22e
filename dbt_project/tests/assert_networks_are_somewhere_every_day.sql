-- The spells of a network, those without members included, cover all time: every day has a province or the unknown.
with spells as (
    select
        network_id,
        present_from,
        max(present_until) over (
            partition by network_id order by present_from rows between unbounded preceding and 1 preceding
        ) as covered_until
    from {{ ref('int_network_presences_derived') }}
)

select * from spells
where present_from > coalesce(covered_until, '-infinity'::date)
