-- Pairs of mentions of one name, code or number of which one dissolved before the other was signed, or opened: two
-- networks, the second in the place of the first.
with mentions as (
    select
        *,
        coalesce(signed_date, opened_date) as start_date
    from {{ ref('int_network_mentions_gathered') }}
)
{% for shared in ['network_name_key', 'network_codice_fiscale', 'register_number', 'partner_code, network_code'] %}
select
    earlier.mention_id as earlier_mention_id,
    later.mention_id as later_mention_id
from mentions as earlier
inner join mentions as later using ({{ shared }})
where
    earlier.dissolved_date <= later.start_date
    and coalesce(earlier.start_date < later.start_date, true)
    and earlier.mention_id <> later.mention_id
{{ "union" if not loop.last }}
{%- endfor %}
