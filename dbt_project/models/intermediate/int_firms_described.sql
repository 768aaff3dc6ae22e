-- Each firm: seat, name and ATECO are the public register's where it gives them; every other attribute is the latest
-- delivered that is not empty. Who is no firm (public bodies, universities, banks, PAL's partners) is told apart.
with mentions as (
    select
        mentions.*,
        resolved.firm_id,
        resolved.identity_basis
    from {{ ref('int_firm_mentions_gathered') }} as mentions
    inner join {{ ref('int_firm_mentions_resolved') }} as resolved using (mention_id)
),

described as (
    select
        firm_id,
        {%- for field in ['firm_name', 'municipality_name', 'province_code', 'sector_code'] %}
        coalesce(
            arg_max({{ field }}, row_position) filter (is_from_register), arg_max({{ field }}, row_position)
        ) as {{ field }},
        {%- endfor %}
        min(codice_fiscale) as codice_fiscale,
        min(partita_iva) as partita_iva,
        arg_max(legal_form, row_position) as legal_form,
        arg_max(subject_kind, row_position) as delivered_subject_kind,
        arg_max(employees, row_position) as employees,
        arg_max(turnover_eur, row_position) as turnover_eur,
        arg_max(is_associated, row_position) as is_associated,
        bool_or(not is_from_register) as is_reported,
        bool_or(is_from_register) as is_in_register,
        min(identity_basis) as identity_basis,
        count(*) as mention_count,
        bool_or(
            length(codice_fiscale) = 11
            or {{ has_company_form('firm_name') }}
            or {{ has_company_form('legal_form') }}
        ) as is_company
    from mentions
    group by firm_id
),

patterns as (
    select
        described.firm_id,
        min(patterns.subject_kind) as subject_kind
    from described
    inner join {{ ref('subject_patterns') }} as patterns
        on
            (patterns.match_on = 'codice_fiscale' and described.codice_fiscale = patterns.pattern)
            or (
                patterns.match_on = 'name'
                and regexp_matches({{ words_key('described.firm_name') }}, patterns.pattern)
            )
    group by described.firm_id
)

select
    described.* exclude (sector_code, province_code, delivered_subject_kind, is_company),
    coalesce(described.is_company, false) as is_company,
    coalesce(described.province_code, '??') as province_code,
    coalesce(divisions.division, '??') as sector_code,
    coalesce(described.delivered_subject_kind, patterns.subject_kind, 'impresa') as subject_kind,
    -- In the register every member is a firm.
    coalesce(described.delivered_subject_kind, patterns.subject_kind, 'impresa') = 'impresa' as is_firm
from described
left join patterns using (firm_id)
left join (select distinct division from {{ ref('ateco_divisions') }}) as divisions
    on described.sector_code = divisions.division
