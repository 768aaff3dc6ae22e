-- How those are called who are known as natural persons: the words of each name in the order of the alphabet, and each
-- number of theirs. A place, a word of ours, or a company's name under a person's stands in the wrong column.
with mentions as (
    select
        {{ words_key('mentions.firm_name') }} as name,
        resolved.codice_fiscale,
        resolved.partita_iva,
        firms.is_company,
        {{ words_key('firms.company_name') }} as company_name
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
    inner join {{ ref('int_firms_described') }} as firms using (firm_id)
),

names as (
    select name as words from mentions
    where
        not is_company and name <> ''
        and name not in (select company_name from mentions where is_company and company_name is not null)
        and replace(name, ' ', '') not in (
            select municipality_key from {{ ref('stg_municipalities') }} where municipality_key is not null
            union all
            select spelling_key from {{ ref('stg_spellings') }} where spelling_key is not null
        )
    union
    select unnest([codice_fiscale, partita_iva]) from mentions
    where not is_company
)

select distinct array_to_string(list_sort(string_split(words, ' ')), ' ') as words
from names
where words is not null
