select
    contacts.record_id,
    contacts.partner_code,
    contacts.contact_code,
    contacts.firm_id,
    firms.province_code,
    contacts.contact_date,
    contacts.contact_kind,
    contacts.event_code,
    contacts.desk_code,
    contacts.hours,
    kinds.is_reaching and (kinds.is_assisting or not contacts.is_unanswered) as is_reaching,
    kinds.is_assisting,
    firms.is_firm as is_evidence,
    {{ evidence_level('contacts.record_id', 'contacts.document_ref') }} as evidence_level
from {{ ref('int_contacts_judged') }} as contacts
inner join {{ ref('int_firms_described') }} as firms using (firm_id)
inner join {{ ref('contact_kinds') }} as kinds using (contact_kind)
where contacts.is_in_force
