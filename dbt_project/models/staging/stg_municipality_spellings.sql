-- Each municipality as a partner writes it, abbreviated (`Sesto S.G.`, `S. Donato M.se`, `Cernusco s/N`) or among other
-- words (`Comune di Merate`, `Lecco - Fraz. Maggianico`, `Lugano - Svizzera`), with the only one that it can mean: within
-- the province, where one stands beside it. Without a province also what the partner's other rows mean by it. Where
-- two can be meant there is no row, and the name stays unknown.
{%- set small_words = '(?:(?:a|al|alla|con|d|da|de|dei|del|dell|della|delle|di|e|ed|in|la|le|lo|nel|nell|per|su|sul|sull|sulla) )?' %}
with delivered as (
    {%- for record_type in placed_record_types() %}
    select distinct partner_code, municipality, {{ delivered_province(record_type) }} as province
    from ({{ corrected_texts(record_type) }}) as texts
    where municipality is not null
    {{ "union" if not loop.last }}
    {%- endfor %}
),

unknown as (
    select
        partner_code,
        municipality,
        province,
        coalesce(nullif(trim(province), ''), {{ province_beside('municipality') }}) as province_name,
        trim(regexp_replace(lower(strip_accents({{ municipality_alone('municipality') }})), '[^a-z0-9.]+', ' ', 'g')) as name
    from delivered
    where {{ municipality_key('municipality') }} not in (select municipality_key from {{ ref('stg_municipalities') }})
),

-- One whole word must be there to look for: initials alone are no name.
patterns as (
    select
        unknown.*,
        places.province_code,
        array_to_string(
            list_transform(string_split(name, ' '), lambda word: {{ abbreviation_pattern('word') }}), ' {{ small_words }}'
        ) as pattern,
        list_filter(regexp_extract_all(name, '[a-z]{4,}\.?'), lambda word: not suffix(word, '.'))[1] as whole_word
    from unknown
    left join {{ ref('stg_province_spellings') }} as places on {{ text_key('province_name') }} = places.province_key
),

-- A bilingual name is known by both of its halves too.
names as (
    select
        province_code,
        {{ text_key('municipality_name') }} as municipality_key,
        trim(regexp_replace(lower(strip_accents(form)), '[^a-z0-9]+', ' ', 'g')) as name
    from (
        select
            province_code,
            municipality_name,
            unnest(list_distinct(list_append(string_split(municipality_name, '/'), municipality_name))) as form
        from {{ ref('municipalities') }}
    ) as forms
),

words as (select distinct *, unnest(string_split(name, ' ')) as word from names),

meant as (
    select
        patterns.partner_code,
        patterns.municipality,
        patterns.province,
        words.municipality_key
    from patterns
    inner join words on patterns.whole_word = words.word and regexp_full_match(words.name, patterns.pattern)
    where
        patterns.province_code is null
        or words.province_code = patterns.province_code
        or exists(
            from {{ ref('former_provinces') }} as former
            where former.province_code = words.province_code and former.former_code = patterns.province_code
        )
    group by all
    union
    -- A name cut by a letter or two, as at the end of a narrow column.
    select
        patterns.partner_code,
        patterns.municipality,
        patterns.province,
        whole.municipality_key
    from patterns
    inner join (
        select
            province_code,
            municipality_key,
            unnest([left(municipality_key, -1), left(municipality_key, -2)]) as cut
        from names
    ) as whole on {{ text_key('patterns.name') }} = whole.cut
    where
        length(whole.cut) >= 5
        and (patterns.province_code is null or whole.province_code = patterns.province_code)
),

-- Of what stands between marks a municipality, or a place abroad; but not the province of another (`Merate - Lecco`), nor
-- what names a part of it.
named as (
    select distinct
        parts.partner_code,
        parts.municipality,
        parts.province,
        places.municipality_key,
        places.province_codes,
        places.country_code,
        provinces.province_code
    from (
        select
            partner_code,
            municipality,
            province,
            trim(unnest(regexp_split_to_array(
                lower(strip_accents(municipality)), '[-–—(),;/\[\]]|\bprov(?:\.|incia )(?: ?di )?|\b[0-9]{4,6} '
            ))) as part
        from unknown
    ) as parts
    inner join {{ ref('stg_municipalities') }} as places
        on {{ text_key(name_alone('parts.part')) }} = places.municipality_key and length(parts.part) >= 3
    left join {{ ref('stg_province_spellings') }} as provinces on places.municipality_key = provinces.province_key
),

among_words as (
    select
        named.partner_code,
        named.municipality,
        named.province,
        named.municipality_key
    from named
    left join named as others
        on
            named.partner_code = others.partner_code
            and named.municipality = others.municipality
            and named.province = others.province
            and named.municipality_key <> others.municipality_key
            and list_contains(others.province_codes, named.province_code)
            and (named.country_code is null or others.municipality_key < named.municipality_key)
    where others.municipality_key is null
),

settled as (
    select
        partner_code,
        municipality,
        province,
        min(municipality_key) as municipality_key
    from meant
    group by all
    having count(*) = 1
    union all
    select
        partner_code,
        municipality,
        province,
        min(municipality_key) as municipality_key
    from among_words
    where (partner_code, municipality, province) not in (select (partner_code, municipality, province) from meant)
    group by all
    having count(*) = 1
),

-- The name of a province in the place of a municipality's. Figures are none: they may be a postal code.
provinces_alone as (
    select
        unknown.partner_code,
        unknown.municipality,
        unknown.province,
        null::varchar as municipality_key,
        provinces.province_code
    from unknown
    inner join {{ ref('stg_province_spellings') }} as provinces
        on {{ text_key('unknown.municipality') }} = provinces.province_key
    where
        not regexp_matches(unknown.municipality, '^[0-9 ]+$')
        and provinces.province_code <> 'EE'
        and (unknown.partner_code, unknown.municipality, unknown.province) not in (
            select (partner_code, municipality, province) from settled
        )
)

select
    partner_code,
    municipality,
    province,
    municipality_key,
    null::varchar as province_code
from settled
union all
from provinces_alone
union all
select
    unknown.partner_code,
    unknown.municipality,
    unknown.province,
    min(settled.municipality_key) as municipality_key,
    null::varchar as province_code
from unknown
inner join settled using (partner_code, municipality)
where unknown.province_name is null and (unknown.partner_code, unknown.municipality, unknown.province) not in (
    select (partner_code, municipality, province) from settled
    union all
    select (partner_code, municipality, province) from provinces_alone
)
group by all
having count(distinct settled.municipality_key) = 1
