-- A desk that a spelling names exists; a contact kind has its flags.
select field, code from {{ ref('stg_spellings') }}
where
    (field = 'desk' and code not in (select desk_code from {{ ref('desks') }}))
    or (field = 'contact_kind' and code not in (select contact_kind from {{ ref('contact_kinds') }}))
