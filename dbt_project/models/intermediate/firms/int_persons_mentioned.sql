-- Mentions of a firm that give a person's code, in whatever row and column, used or not: whoever they lead to is a
-- natural person.
select distinct partner_code || ':' || record_key as mention_id
from {{ ref('int_firms_judged') }}
where
    {{ is_personal_code('codice_fiscale_delivered') }}
    or {{ is_personal_code('partita_iva_delivered') }}
    or {{ has_personal_mark('firm_name') }}
union
select distinct {{ register_firm_mention('members') }} as mention_id
from {{ ref('int_register_members_judged') }} as members
where {{ is_personal_code('codice_fiscale_delivered') }}
