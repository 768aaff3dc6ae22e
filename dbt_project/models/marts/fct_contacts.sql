select
    contacts.record_id,
    contacts.partner_code,
    {{ public_code('contacts.contact_code') }} as contact_code,
    contacts.firm_id,
    seats.province_code,
    contacts.contact_date,
    contacts.contact_kind,
    {{ public_code('contacts.event_code') }} as event_code,
    contacts.desk_code,
    contacts.hours,
    -- Nobody answered: a call or a presence reached nobody; a meeting took place all the same.
    kinds.is_reaching
    and (kinds.is_assisting or coalesce(contacts.outcome_code <> 'no_answer', true)) as is_reaching,
    kinds.is_assisting,
    -- What did not take place is kept, and is no evidence of anything.
    firms.is_firm and coalesce(contacts.outcome_code <> 'not_held', true) as is_evidence,
    {{ evidence_level('contacts.record_id', 'contacts.document_ref') }} as evidence_level
from {{ ref('int_contacts_judged') }} as contacts
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
inner join {{ ref('contact_kinds') }} as kinds using (contact_kind)
{{ seat_on('contacts.firm_id', 'contacts.contact_date') }}
where contacts.is_in_force
