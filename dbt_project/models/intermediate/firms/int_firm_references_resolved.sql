-- Each distinct way in which a partner's row names a firm, and the firm that it names; null where none or two answer.
with refs as (
    {%- for record_type in ['contacts', 'network_members', 'services'] %}
    select distinct
        {{ firm_reference_hash() }} as firm_reference_hash,
        partner_code,
        firm_code,
        codice_fiscale,
        partita_iva,
        firm_name_key,
        municipality_key,
        firm_meaning
    from {{ ref('stg_' ~ record_type) }} as staged
    {{ meant_by_code('staged', 'firm') }}
    where not is_ignored
    {{ "union" if not loop.last }}
    {%- endfor %}
),

mentions as (
    select
        mentions.partner_code,
        mentions.mention_id,
        mentions.firm_code,
        mentions.codice_fiscale as own_codice_fiscale,
        mentions.partita_iva as own_partita_iva,
        mentions.firm_name_key,
        mentions.municipality_key,
        resolved.codice_fiscale,
        resolved.partita_iva,
        resolved.firm_id
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
),

-- Where one delivery gave a code to two firms, the code says nothing: name or number must.
by_code as (
    select
        mentions.partner_code,
        mentions.firm_code,
        coalesce(meanings.code_meaning, 0) as code_meaning,
        min(mentions.firm_id) as firm_id
    from mentions
    left join (
        select *, partner_code || ':' || unnest(record_keys) as mention_id from {{ ref('int_firm_codes_dated') }}
    ) as meanings using (mention_id)
    where mentions.firm_code is not null
    group by all
    having count(distinct mentions.firm_id) = 1
),

-- A number that a partner's list gives one firm means that firm in the partner's other sheets, be it right or wrong.
by_own_identifier as (
    select partner_code, identifier, min(firm_id) as firm_id
    from (
        select partner_code, own_codice_fiscale as identifier, firm_id from mentions
        union all
        select partner_code, own_partita_iva as identifier, firm_id from mentions
    ) as identifiers
    where identifier is not null
    group by all
    having count(distinct firm_id) = 1
),

by_identifier as (
    select identifier, {{ only_answer('firm_id') }} as firm_id
    from (
        select codice_fiscale as identifier, firm_id from mentions where codice_fiscale is not null
        union all
        select partita_iva as identifier, firm_id from mentions where partita_iva is not null
    ) as identifiers
    group by all
),

by_own_name as (
    select partner_code, firm_name_key, municipality_key, {{ only_answer('firm_id') }} as firm_id from mentions
    where municipality_key is not null
    group by all
),

by_own_name_alone as (
    select partner_code, firm_name_key, {{ only_answer('firm_id') }} as firm_id from mentions
    group by all
),

by_name as (
    select firm_name_key, municipality_key, {{ only_answer('firm_id') }} as firm_id from mentions
    where municipality_key is not null
    group by all
)

select
    refs.firm_reference_hash,
    nullif(coalesce(
        by_code.firm_id,
        by_own_codice_fiscale.firm_id,
        by_codice_fiscale.firm_id,
        by_own_partita_iva.firm_id,
        by_partita_iva.firm_id,
        by_own_name.firm_id,
        by_own_name_alone.firm_id,
        by_name.firm_id
    ), 'two answers') as firm_id,
    coalesce(length(refs.codice_fiscale) = 16 or length(refs.partita_iva) = 16, false) as names_person
from refs
left join by_code
    on
        refs.partner_code = by_code.partner_code
        and refs.firm_code = by_code.firm_code
        and coalesce(refs.firm_meaning, 0) = by_code.code_meaning
left join by_own_identifier as by_own_codice_fiscale
    on refs.partner_code = by_own_codice_fiscale.partner_code and refs.codice_fiscale = by_own_codice_fiscale.identifier
left join by_own_identifier as by_own_partita_iva
    on refs.partner_code = by_own_partita_iva.partner_code and refs.partita_iva = by_own_partita_iva.identifier
left join by_identifier as by_codice_fiscale on refs.codice_fiscale = by_codice_fiscale.identifier
left join by_identifier as by_partita_iva on refs.partita_iva = by_partita_iva.identifier
left join by_own_name
    on
        refs.partner_code = by_own_name.partner_code
        and refs.firm_name_key = by_own_name.firm_name_key
        and refs.municipality_key = by_own_name.municipality_key
left join by_own_name_alone
    on
        -- A condition of one side alone would make this a nested loop.
        case when refs.municipality_key is null then refs.partner_code end = by_own_name_alone.partner_code
        and refs.firm_name_key = by_own_name_alone.firm_name_key
left join by_name
    on refs.firm_name_key = by_name.firm_name_key and refs.municipality_key = by_name.municipality_key
