-- Each firm: its seat is the last of int_firm_seats_dated, name and ATECO are the public register's where it gives them;
-- every other attribute is the latest
-- delivered that is not empty. Who is no firm (public bodies, universities, banks, PAL's partners) is told apart.
with mentions as (
    select
        mentions.* exclude (codice_fiscale, partita_iva),
        {{ company_name('mentions.firm_name') }} as company_name,
        resolved.firm_id,
        resolved.codice_fiscale,
        resolved.partita_iva,
        resolved.linked_by
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
),

-- Who gives a person's code, in whatever row and column, used or not, is a natural person.
persons as (
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
),

-- Also who is given one where a row of another sheet names the firm.
persons_elsewhere as (
    select distinct firm_id from {{ ref('int_firm_references_resolved') }}
    where names_person
),

told as (
    select
        *,
        coalesce(
            (is_from_register and length(codice_fiscale) = 11)
            or {{ has_company_form('company_name') }}
            or (company_name is not null and {{ has_company_form('legal_form') }}),
            false
        ) as names_company
    from mentions
),

described as (
    select
        firm_id,
        {%- for field in ['firm_name', 'municipality_name', 'sector_code'] %}
        coalesce(
            arg_max({{ field }}, {{ field }}_position) filter (is_from_register),
            arg_max({{ field }}, {{ field }}_position)
        ) as {{ field }},
        {%- endfor %}
        -- Of all its names the last that is a company's: another mention may call it by its owner.
        coalesce(
            arg_max(company_name, firm_name_position) filter (is_from_register and names_company),
            arg_max(company_name, firm_name_position) filter (names_company),
            arg_max(company_name, firm_name_position)
        ) as company_name,
        min(codice_fiscale) as codice_fiscale,
        min(partita_iva) as partita_iva,
        arg_max(legal_form, legal_form_position) as legal_form,
        arg_max(subject_kind, subject_kind_position) as delivered_subject_kind,
        arg_max(employees, employees_position) as employees,
        arg_max(turnover_eur, turnover_eur_position) as turnover_eur,
        arg_max(is_associated, is_associated_position) as is_associated,
        bool_or(not is_from_register) as is_reported,
        bool_or(is_from_register) as is_in_register,
        case
            when bool_or(linked_by = 'model') then 'model'
            when bool_or(linked_by = 'person') then 'person'
            when bool_or(linked_by = 'name') then 'name'
            else 'identifier'
        end as resolved_by,
        count(*) as mention_count,
        bool_or(names_company) as has_company_form,
        bool_or(
            persons.mention_id is not null
            or {{ has_sole_form('firm_name') }}
            or {{ has_sole_form('legal_form') }}
        ) as is_person
    from told
    left join persons using (mention_id)
    group by firm_id
),

told_apart as (
    select
        described.*,
        {{ subject_kind('codice_fiscale', words_key('firm_name'), 'form') }} as known_subject_kind
    from (
        select
            *,
            coalesce(
                {{ legal_form_key(closed_up('legal_form')) }}, {{ legal_form_key(closed_up('firm_name')) }}
            ) as form
        from described
    ) as described
)

select
    told_apart.* exclude (
        sector_code, municipality_name, delivered_subject_kind, known_subject_kind, form,
        has_company_form, is_person
    ),
    -- A company by its legal form, or by 11 figures in the register, or a body that is known; never who has a person's
    -- code in any mention: 11 figures alone are a sole trader's partita IVA too.
    coalesce(
        (told_apart.has_company_form or told_apart.known_subject_kind is not null) and not told_apart.is_person
        and persons_elsewhere.firm_id is null,
        false
    ) as is_company,
    seats.province_code,
    coalesce(
        seats.municipality_name, case when seats.province_code = '??' then told_apart.municipality_name end
    ) as municipality_name,
    coalesce(divisions.division, '??') as sector_code,
    coalesce(told_apart.delivered_subject_kind, told_apart.known_subject_kind, 'impresa') as subject_kind,
    coalesce(told_apart.delivered_subject_kind, told_apart.known_subject_kind, 'impresa') = 'impresa' as is_firm,
    told_apart.delivered_subject_kind is null and told_apart.known_subject_kind is not null as is_excluded_by_name
from told_apart
inner join {{ ref('int_firm_seats_dated') }} as seats on told_apart.firm_id = seats.firm_id and seats.seat_until = 'infinity'
left join (select distinct division from {{ ref('ateco_divisions') }}) as divisions
    on told_apart.sector_code = divisions.division
left join persons_elsewhere on told_apart.firm_id = persons_elsewhere.firm_id
