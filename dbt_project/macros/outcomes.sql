{#
  The one outcome of every delivered row of a record type, and which rows are in force.

  `rows` is a relation with staging's columns (plus what references found). A row's key is staging's, unless
  int_record_keys_settled, or the relation's own `meant_key`, says otherwise. Within a partner and key, a run of equal contents gives one `accepted` row,
  its first; the others of the run are `duplicate`, the runs before are `superseded`. A complete delivery that lacks
  the key ends a run too. A column that the row's list lacks, and an earlier one of the partner had, says what the row's key
  had there (`kept_columns`).

  Adds: outcome, settled_by_record_id (duplicate of, superseded by), settled_by_delivery_id, is_in_force (accepted and
  not a cancelling row).
#}
{% macro judged(rows, record_type, is_meant=false) %}
{%- set kept = kept_columns(record_type) %}
with keyed as not materialized ({{ with_settled_keys(rows, record_type, is_meant) }}),

{%- if kept %}

{{ rows_completed(record_type) }}
{%- endif %}

delivered as not materialized (
    select
        *,
        hash(partner_code, record_key) as key_hash,
        {{ fact_date(record_type) }} as fact_date,
        {{ is_rejected() }} as is_rejected,
        delivery_id in (
            select delivery_id from {{ ref('int_deliveries_withdrawn') }}
        ) as is_withdrawn
    from {{ 'completed' if kept else 'keyed' }}
),

-- Of what is looked at several times only what is looked at: all columns of many rows would be written to disk between.
contending as materialized (
    select
        record_id,
        delivery_id,
        partner_code,
        arrival_order,
        row_position,
        key_hash,
        fact_date,
        hash(is_cancelled, document_ref, document_kind, {{ record_content(record_type) | join(', ') }}) as content_hash
    from delivered
    where not (is_ignored or is_rejected or is_withdrawn)
),

complete_deliveries as (
    select * from {{ ref('int_complete_deliveries_judged') }}
    where record_type = '{{ record_type }}' and is_effective
),

complete_keys as (
    select distinct contending.partner_code, contending.arrival_order, contending.key_hash
    from contending
    inner join complete_deliveries using (partner_code, arrival_order)
),

-- The first complete delivery after a row that covers its date and lacks its key.
removed as (
    select
        contending.record_id,
        min(complete_deliveries.arrival_order) as removed_by_order
    from contending
    inner join complete_deliveries
        on
            contending.partner_code = complete_deliveries.partner_code
            and contending.arrival_order < complete_deliveries.arrival_order
            and coalesce(contending.fact_date >= complete_deliveries.covers_from, true)
            and coalesce(contending.fact_date <= complete_deliveries.covers_until, true)
    anti join complete_keys
        on
            complete_deliveries.partner_code = complete_keys.partner_code
            and complete_deliveries.arrival_order = complete_keys.arrival_order
            and contending.key_hash = complete_keys.key_hash
    group by contending.record_id
),

repeated_keys as (
    select key_hash from contending
    group by key_hash
    having count(*) > 1
),

repeated as (
    select
        contending.record_id,
        contending.delivery_id,
        contending.key_hash,
        contending.arrival_order,
        contending.row_position,
        removed.removed_by_order,
        contending.content_hash
    from contending
    semi join repeated_keys using (key_hash)
    left join removed using (record_id)
),

compared as (
    select
        *,
        coalesce(content_hash <> lag(content_hash) over delivered_before, true)
        or coalesce(lag(removed_by_order) over delivered_before < arrival_order, false) as starts_run
    from repeated
    window delivered_before as (partition by key_hash order by row_position)
),

numbered_runs as (
    select
        *,
        count_if(starts_run) over (
            partition by key_hash order by row_position
        ) as run_number
    from compared
),

run_starts as (
    select
        key_hash,
        run_number,
        record_id,
        delivery_id,
        lead(record_id) over later_runs as next_record_id,
        lead(delivery_id) over later_runs as next_delivery_id,
        max(run_number) over (partition by key_hash) = run_number as is_last_run
    from numbered_runs
    where starts_run
    window later_runs as (partition by key_hash order by run_number)
),

settled as (
    select
        numbered_runs.record_id,
        case
            when not numbered_runs.starts_run then 'duplicate'
            when not run_starts.is_last_run then 'superseded'
        end as repeated_outcome,
        case
            when not numbered_runs.starts_run then run_starts.record_id else run_starts.next_record_id
        end as settled_by_record_id,
        case
            when not numbered_runs.starts_run then run_starts.delivery_id else run_starts.next_delivery_id
        end as settled_by_delivery_id
    from numbered_runs
    inner join run_starts using (key_hash, run_number)
),

outcomes as (
    select
        delivered.* exclude (key_hash, fact_date),
        case
            when delivered.is_ignored then 'ignored'
            when delivered.is_rejected then 'rejected'
            when delivered.is_withdrawn then 'superseded'
            when settled.repeated_outcome is not null then settled.repeated_outcome
            when removed.record_id is not null then 'superseded'
            else 'accepted'
        end as outcome,
        settled.settled_by_record_id,
        coalesce(settled.settled_by_delivery_id, removing.delivery_id) as settled_by_delivery_id
    from delivered
    left join settled using (record_id)
    left join removed using (record_id)
    left join complete_deliveries as removing
        on delivered.partner_code = removing.partner_code and removed.removed_by_order = removing.arrival_order
)

select
    *,
    outcome = 'accepted' and not is_cancelled as is_in_force
from outcomes
{% endmacro %}

{#
  CTEs: `completed`, the rows of `keyed` with what their keys had in columns that their own lists lack; only those sheets' keys
  are looked at. The latest row whose list has the column says it, also that it is empty.
#}
{% macro rows_completed(record_type) -%}
{%- set kept = kept_columns(record_type) -%}
lacking as (
    select
        delivery_id,
        sheet_index,
        list_intersect(fields, ['{{ kept | join("', '") }}']) as fields
    from {{ ref('int_columns_left_out') }}
    where record_type = '{{ record_type }}' and list_has_any(fields, ['{{ kept | join("', '") }}'])
),

told_by_key as (
    select
        keyed.*,
        coalesce(lacking.fields, []) as fields_lacking
    from keyed
    semi join (
        select distinct keyed.partner_code, keyed.record_key
        from keyed
        semi join lacking using (delivery_id, sheet_index)
    ) as looked_at using (partner_code, record_key)
    left join lacking using (delivery_id, sheet_index)
    where {{ contends('keyed') }}
),

said_by_row as (
    select
        record_id,
        fields_lacking,
        {%- for field, columns in kept.items() %}
        last_value(
            case
                when not list_contains(fields_lacking, '{{ field }}')
                    then { {%- for column in columns %}'{{ column }}': {{ column }}{{ ", " if not loop.last }}{% endfor -%} }
            end ignore nulls
        ) over up_to_here as said_{{ field }}{{ "," if not loop.last }}
        {%- endfor %}
    from told_by_key
    window up_to_here as (
        partition by partner_code, record_key order by row_position
        rows between unbounded preceding and current row
    )
),

said_before as materialized (
    select
        *,
        list_filter([
            {%- for field, columns in kept.items() %}
            case when {% for column in columns %}said_{{ field }}.{{ column }} is not null{{ ' or ' if not loop.last }}{% endfor %} then '{{ field }}' end
            {{- "," if not loop.last }}
            {%- endfor %}
        ], lambda field: list_contains(fields_lacking, field)) as fields_kept
    from said_by_row
    where len(fields_lacking) > 0
),

completed as not materialized (
    select
        keyed.* replace (
            {%- for field, columns in kept.items() %}
            {%- for column in columns %}
            coalesce(keyed.{{ column }}, said_before.said_{{ field }}.{{ column }}) as {{ column }},
            {%- endfor %}
            {%- endfor %}
            case
                when len(said_before.fields_kept) > 0
                    then list_concat(coalesce(keyed.issues, []), list_transform(said_before.fields_kept, lambda field: {
                        'rule_code': 'column_left_out', 'field': field, 'value': null::varchar
                    }))
                else keyed.issues
            end as issues
        )
    from keyed
    left join said_before using (record_id)
),
{%- endmacro %}
