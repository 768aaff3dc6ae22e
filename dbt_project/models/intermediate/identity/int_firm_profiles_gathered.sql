-- Each way in which a group of mentions writes its firm's name and place, with one mention that writes it so.
select
    grouped.group_key,
    grouped.is_identified,
    min(grouped.mention_id) as mention_id,
    mentions.name_sorted,
    mentions.name_letters,
    mentions.name_initials,
    mentions.municipality_key,
    coalesce(mentions.municipality_key, 'provincia ' || mentions.province_code, '') as place_key,
    mentions.address_key,
    regexp_replace(mentions.name_letters, '[^0-9]+', '', 'g') as name_digits
from {{ ref('int_firm_mentions_gathered') }} as mentions
inner join {{ ref('int_firm_mentions_grouped') }} as grouped using (mention_id)
where mentions.name_sorted is not null
group by all
