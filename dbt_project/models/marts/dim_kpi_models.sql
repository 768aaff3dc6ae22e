-- What each KPI is made from, read from dbt's own graph while it compiles.
{%- set found = [] %}
{%- if execute %}
    {%- for kpi_code in env_var('PAL_KPI_CODES').split(',') %}
        {%- set queue = ['model.pal.' ~ kpi_code] %}
        {%- for node_id in queue %}
            {%- set node = graph.nodes.get(node_id) or graph.sources.get(node_id) %}
            {%- if node %}
                {%- set layer = node.source_name if node.resource_type == 'source' else
                    'seed' if node.resource_type == 'seed' else node.fqn[1] %}
                {%- do found.append((kpi_code, node.name, layer, loop.index)) %}
                {%- for parent in node.get('depends_on', {}).get('nodes', []) if parent not in queue %}
                    {%- do queue.append(parent) %}
                {%- endfor %}
            {%- endif %}
        {%- endfor %}
    {%- endfor %}
{%- endif %}
select
    kpi_code,
    model_name,
    layer,
    step
from (
    values
    {%- for row in found %}
    ('{{ row[0] }}', '{{ row[1] }}', '{{ row[2] }}', {{ row[3] }}){{ "," if not loop.last }}
    {%- else %}
    (null::varchar, null::varchar, null::varchar, null::integer)
    {%- endfor %}
) as lineage (kpi_code, model_name, layer, step)
