-- Pairs that a person is asked about, each with its strongest reason. Firms: the model is unsure, a number was not
-- trusted, or numbers and names contradict each other. Networks: their names agree, but something else does not.
with firm_doubts as (
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
    from {{ ref('int_firm_identifiers_disputed') }} as doubted
    inner join {{ ref('int_firm_identifiers_disputed') }} as owners
        on doubted.identifier = owners.identifier and doubted.mention_id <> owners.mention_id
    where
        not doubted.is_trusted and (owners.is_trusted or doubted.mention_id < owners.mention_id)
        and doubted.identifier not in (select value from {{ ref('int_identifier_issues_found') }})
    group by doubted.mention_id
    union all
    select
        min(disputed.mention_id) as a,
        max(disputed.mention_id) as b,
        null as weight,
        'Lo stesso numero sta con tre o più nomi diversi di un elenco: non è stato usato per nessuno.' as reason
    from {{ ref('int_firm_identifiers_disputed') }} as disputed
    where disputed.identifier in (select value from {{ ref('int_identifier_issues_found') }})
    group by disputed.identifier
    union all
    select
        arg_min(mention_id, (firm_id, mention_id)) as a,
        arg_max(mention_id, (firm_id, mention_id)) as b,
        null as weight,
        'La stessa partita IVA sta con codici fiscali diversi: non li unisce.' as reason
    from {{ ref('int_firm_mentions_resolved') }}
    where partita_iva is not null
    group by partita_iva
    having count(distinct firm_id) > 1
    union all
    select
        arg_min(mentions.mention_id, (resolved.firm_id, mentions.mention_id)) as a,
        arg_max(mentions.mention_id, (resolved.firm_id, mentions.mention_id)) as b,
        null as weight,
        'Nome e comune sono gli stessi, ma i codici sono diversi.' as reason
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    where mentions.municipality_key is not null
    group by mentions.firm_name_key, mentions.municipality_key
    having count(distinct resolved.firm_id) > 1
    union all
    select
        before.mention_id as a,
        min(today.mention_id) as b,
        null as weight,
        'Nome e comune, o il numero, sono quelli di prima: si è trasferita, o sono due imprese.' as reason
    from {{ ref('int_firm_anchors_gathered') }} as before
    inner join {{ ref('int_firm_anchors_gathered') }} as today using (anchor)
    inner join {{ ref('int_firm_mentions_resolved') }} as moved on before.mention_id = moved.mention_id
    inner join {{ ref('int_firm_mentions_resolved') }} as stayed on today.mention_id = stayed.mention_id
    where before.is_current is not true and today.is_current and moved.firm_id <> stayed.firm_id
    group by before.mention_id, stayed.firm_id
    union all
    select
        arg_min(resolved.mention_id, (resolved.firm_id, resolved.mention_id)) as a,
        arg_max(resolved.mention_id, (resolved.firm_id, resolved.mention_id)) as b,
        null as weight,
        'Lo stesso numero, che non è di nessuno, sta con più imprese: non è stato usato.' as reason
    from (
        select
            partner_code || ':' || record_key as mention_id,
            unnest(issues) as issue
        from {{ ref('int_firms_judged') }}
        where outcome = 'accepted'
    ) as broken
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    where broken.issue['rule_code'] = 'identifier_of_nobody'
    group by broken.issue['value']
    having count(distinct resolved.firm_id) > 1
),

-- One firm with several seats: a head office with its branches, or two firms. Rows of one mention are named themselves.
seat_doubts as (
    select
        told.mention_id as a,
        seats.mention_id as b,
        case when told.mention_id = seats.mention_id then told.record_id end as row_a,
        case when told.mention_id = seats.mention_id then seats.record_id end as row_b,
        told.municipality_name as municipality_a,
        told.province_code as province_code_a,
        seats.municipality_name as municipality_b,
        seats.province_code as province_code_b
    from {{ ref('int_seat_issues_found') }} as issues
    inner join {{ ref('int_firm_seats_told') }} as told using (record_id)
    inner join {{ ref('int_firm_seats_told') }} as seats on issues.seat_record_id = seats.record_id
),

mentions as (
    select
        'firm' as subject_type,
        gathered.mention_id,
        resolved.firm_id as subject_id,
        gathered.partner_code,
        gathered.firm_name as name,
        gathered.codice_fiscale,
        gathered.partita_iva,
        gathered.address,
        gathered.municipality_name as municipality,
        gathered.province_code
    from {{ ref('int_firm_mentions_gathered') }} as gathered
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    union all by name
    select
        'network' as subject_type,
        gathered.mention_id,
        resolved.network_id as subject_id,
        gathered.partner_code,
        gathered.network_name as name,
        gathered.network_codice_fiscale as codice_fiscale,
        gathered.register_number,
        gathered.signed_date
    from {{ ref('int_network_mentions_gathered') }} as gathered
    inner join {{ ref('int_network_mentions_resolved') }} as resolved using (mention_id)
),

doubts as (
    select
        'firm' as subject_type,
        a,
        b,
        weight,
        reason
    from firm_doubts
    union all by name
    select
        'network' as subject_type,
        a,
        b,
        reason
    from {{ ref('int_network_doubts_found') }}
    union all by name
    select
        'firm' as subject_type,
        *,
        true as is_one_subject,
        'Sedi diverse per la stessa impresa: sede legale e filiali, o due imprese.' as reason
    from seat_doubts
),

decisions as (
    {%- for subject in ['firm', 'network'] %}
    select
        '{{ subject }}' as subject_type,
        mention_id_a,
        mention_id_b
    from {{ ref('int_' ~ subject ~ '_decisions_located') }}
    where is_matched and is_latest
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

answered as (
    select
        one.subject_id as subject_id_a,
        other.subject_id as subject_id_b
    from decisions
    inner join mentions as one
        on decisions.subject_type = one.subject_type and decisions.mention_id_a = one.mention_id
    inner join mentions as other
        on decisions.subject_type = other.subject_type and decisions.mention_id_b = other.mention_id
),

-- The KPIs that count a subject: those that count both of a pair would fall by one, were they the same.
counted as (
    select
        subject_type,
        subject_id,
        list(distinct kpi_code) as kpi_codes
    from {{ ref('fct_kpi_evidence') }}
    where subject_type in ('firm', 'network')
    group by subject_type, subject_id
)

select
    coalesce(doubts.row_a, doubts.a) as a,
    coalesce(doubts.row_b, doubts.b) as b,
    doubts.subject_type,
    case
        when doubts.is_one_subject then 0
        else len(list_intersect(coalesce(one_counted.kpi_codes, []), coalesce(other_counted.kpi_codes, [])))::integer
    end as moved_kpi_count,
    doubts.weight,
    doubts.reason,
    {%- for side, letter in [('one', 'a'), ('other', 'b')] %}
    {%- for column in [
        'partner_code', 'name', 'codice_fiscale', 'partita_iva', 'register_number', 'signed_date', 'address'
    ] %}
    {{ side }}.{{ column }} as {{ column }}_{{ letter }},
    {%- endfor %}
    {%- for column in ['municipality', 'province_code'] %}
    case when doubts.is_one_subject then doubts.{{ column }}_{{ letter }} else {{ side }}.{{ column }} end as {{ column }}_{{ letter }},
    {%- endfor %}
    {%- endfor %}
    one.subject_id as subject_id_a,
    other.subject_id as subject_id_b
from doubts
inner join mentions as one on doubts.subject_type = one.subject_type and doubts.a = one.mention_id
inner join mentions as other on doubts.subject_type = other.subject_type and doubts.b = other.mention_id
left join counted as one_counted on one.subject_id = one_counted.subject_id
left join counted as other_counted on other.subject_id = other_counted.subject_id
where
    (one.subject_id <> other.subject_id or doubts.is_one_subject)
    and (one.subject_id, other.subject_id) not in (select (subject_id_a, subject_id_b) from answered)
    and (other.subject_id, one.subject_id) not in (select (subject_id_a, subject_id_b) from answered)
-- Of two subjects the strongest doubt.
qualify
    row_number() over (
        partition by least(one.subject_id, other.subject_id), greatest(one.subject_id, other.subject_id)
        order by doubts.weight desc nulls first, doubts.a, doubts.b, doubts.reason, doubts.province_code_a
    ) = 1
