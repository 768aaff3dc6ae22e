-- No text of any mart has the mark of a person, and none is the name of one. Every mart stands in the list: a test
-- runs after the tables that it names. Ids that we made, most of all texts, are known by their form and looked at no further.
{%- set marts = [
    'bridge_firm_mentions',
    'bridge_network_members',
    'bridge_network_mentions',
    'bridge_network_presences',
    'bridge_register_members',
    'dim_codes',
    'dim_deliveries',
    'dim_desks',
    'dim_firms',
    'dim_kpi_models',
    'dim_kpis',
    'dim_networks',
    'dim_partners',
    'dim_project',
    'dim_provinces',
    'dim_rules',
    'dim_sectors',
    'dim_services',
    'dim_sheets',
    'fct_budgets',
    'fct_contacts',
    'fct_corrected_rows',
    'fct_delivery_outcomes',
    'fct_events',
    'fct_excluded_rows',
    'fct_expenses',
    'fct_issues',
    'fct_kpi_evidence',
    'fct_network_events',
    'fct_network_reports',
    'fct_partner_months',
    'fct_published_counts',
    'fct_services',
    'fct_targets',
    'firm_ids',
] %}
-- What some marts say is ours, from the seeds: no delivered text is in them.
{%- set ours = [
    'dim_codes', 'dim_desks', 'dim_kpi_models', 'dim_kpis', 'dim_partners', 'dim_project', 'dim_provinces', 'dim_rules',
    'dim_sectors', 'dim_services', 'fct_published_counts',
] %}
{%- set columns = [] %}
{%- for mart in marts %}
-- depends_on: {{ ref(mart) }}
{%- endfor %}
{%- if execute %}
{%- for node in graph.nodes.values() if node.resource_type == 'model' and 'marts' in node.fqn %}
{%- if node.name not in marts %}{{ exceptions.raise_compiler_error(node.name ~ " is missing in assert_no_person_is_published") }}{% endif %}
{%- for column in node.columns.values() if column.data_type == 'varchar' %}
{%- do columns.append((node.name, column.name)) %}
{%- endfor %}
{%- endfor %}
{%- endif %}
with ours as (
    select null::varchar as value
    {%- for mart, column in columns if mart in ours %}
    union
    select {{ column }} from {{ ref(mart) }}
    {%- endfor %}
),

texts as (
    select null::varchar as place, null::varchar as value
    {%- for mart, column in columns %}
    union all
    select '{{ mart }}.{{ column }}', {{ column }}
    from (select distinct {{ column }} from {{ ref(mart) }})
    where not {{ is_our_id(column) }}
    {%- endfor %}
),

-- Who works alone, by the names and numbers that are no company's too; codes of ours are words in small letters.
persons as (
    select unnest([
        case
            when
                not regexp_full_match(firm_name, '[a-z_]+') and firm_name not in ('impresa individuale', 'persona fisica')
                and array_to_string(list_sort(string_split({{ words_key('firm_name') }}, ' ')), ' ') in (
                    select persons.words from {{ ref('int_persons_named') }} as persons
                )
                then firm_name
        end,
        codice_fiscale,
        partita_iva
    ]) as value
    from {{ ref('int_firms_described') }}
    where not is_company and subject_kind = 'impresa'
)

select texts.place
from texts
where
    {{ has_personal_mark('texts.value') }}
    or texts.value in (
        select persons.value from persons
        where
            persons.value is not null
            and persons.value not in (select ours.value from ours where ours.value is not null)
    )
