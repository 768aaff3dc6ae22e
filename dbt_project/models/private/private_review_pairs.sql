-- Pairs of firms that a person is asked about, each with its strongest reason: the model is unsure, a number was not
-- trusted, or numbers and names contradict each other.
with doubts as (
    select
        open_mention_id as a,
        other_mention_id as b,
        weight,
        case
            when verdict = 'same' then 'Somiglia in pari misura a più imprese: il modello non sceglie.'
            when is_name_alone
                then 'Il nome è lo stesso o quasi, ma né comune né indirizzo concordano: il solo nome non basta.'
            else 'Nome e sede si somigliano, ma non abbastanza perché il modello decida.'
        end as reason
    from {{ ref('int_firm_pairs_scored') }}
    where verdict <> 'other'
    union all
    select
        doubted.mention_id as a,
        min(owners.mention_id) as b,
        null as weight,
        'Lo stesso codice è indicato per due nomi diversi in comuni diversi: non è stato usato per unirli.' as reason
    from {{ ref('int_firm_identifiers_trusted') }} as doubted
    inner join {{ ref('int_firm_identifiers_trusted') }} as owners
        on doubted.identifier = owners.identifier and doubted.mention_id <> owners.mention_id
    where not doubted.is_trusted and (owners.is_trusted or doubted.mention_id < owners.mention_id)
    group by doubted.mention_id
    union all
    select
        min(mention_id) as a,
        max(mention_id) as b,
        null as weight,
        'La stessa partita IVA sta con codici fiscali diversi: non li unisce.' as reason
    from {{ ref('int_firm_mentions_resolved') }}
    where partita_iva is not null
    group by partita_iva
    having count(distinct firm_id) > 1
    union all
    select
        arg_min(mentions.mention_id, resolved.firm_id) as a,
        arg_max(mentions.mention_id, resolved.firm_id) as b,
        null as weight,
        'Nome e comune sono gli stessi, ma i codici sono diversi.' as reason
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    where mentions.municipality_key is not null
    group by mentions.name_anchor
    having count(distinct resolved.firm_id) > 1
),

undecided as (
    select
        doubts.*,
        one.firm_id as firm_id_a,
        other.firm_id as firm_id_b,
        row_number() over (
            partition by least(one.firm_id, other.firm_id), greatest(one.firm_id, other.firm_id)
            order by doubts.weight desc nulls first, doubts.a, doubts.b
        ) as place
    from doubts
    inner join {{ ref('int_firm_mentions_resolved') }} as one on doubts.a = one.mention_id
    inner join {{ ref('int_firm_mentions_resolved') }} as other on doubts.b = other.mention_id
    where one.firm_id <> other.firm_id
),

answered as (
    select one.firm_id as firm_id_a, other.firm_id as firm_id_b
    from {{ ref('int_firm_decisions_located') }} as decisions
    inner join {{ ref('int_firm_mentions_resolved') }} as one on decisions.mention_id_a = one.mention_id
    inner join {{ ref('int_firm_mentions_resolved') }} as other on decisions.mention_id_b = other.mention_id
    where decisions.is_latest
),

-- The KPIs that count a firm: those that count both firms of a pair would fall by one, were they the same.
counted as (
    select
        firm_id,
        list(distinct kpi_code) as kpi_codes
    from {{ ref('fct_kpi_evidence') }}
    where subject_type = 'firm'
    group by firm_id
)

select
    undecided.a,
    undecided.b,
    'firm' as subject_type,
    len(list_intersect(coalesce(one_counted.kpi_codes, []), coalesce(other_counted.kpi_codes, [])))::integer
        as moved_kpi_count,
    undecided.weight,
    undecided.reason,
    undecided.firm_id_a,
    undecided.firm_id_b,
    one.partner_code as partner_code_a,
    one.firm_name as name_a,
    one.codice_fiscale as codice_fiscale_a,
    one.partita_iva as partita_iva_a,
    one.address as address_a,
    one.municipality_name as municipality_a,
    one.province_code as province_code_a,
    other.partner_code as partner_code_b,
    other.firm_name as name_b,
    other.codice_fiscale as codice_fiscale_b,
    other.partita_iva as partita_iva_b,
    other.address as address_b,
    other.municipality_name as municipality_b,
    other.province_code as province_code_b
from undecided
inner join {{ ref('int_firm_mentions_gathered') }} as one on undecided.a = one.mention_id
inner join {{ ref('int_firm_mentions_gathered') }} as other on undecided.b = other.mention_id
left join counted as one_counted on undecided.firm_id_a = one_counted.firm_id
left join counted as other_counted on undecided.firm_id_b = other_counted.firm_id
where
    undecided.place = 1
    and (undecided.firm_id_a, undecided.firm_id_b) not in (select (firm_id_a, firm_id_b) from answered)
    and (undecided.firm_id_b, undecided.firm_id_a) not in (select (firm_id_a, firm_id_b) from answered)
