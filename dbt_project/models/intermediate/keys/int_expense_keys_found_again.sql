-- Expenses that a list tells with fewer columns for what makes their key (supplier, number, activity) than another of that partner:
-- the key is that of the line that agrees in all that both lists have. Without activity it is the document's line of that category,
-- without supplier or number the line of that day, category and amount.
{%- set columns = {'supplier_id': 1, 'number_key': 2, 'activity_key': 4} %}
with lists as (
    select
        delivery_id,
        sheet_index,
        case when bool_or(field in ('supplier', 'supplier_codice_fiscale')) then 0 else 1 end
        + case when bool_or(field = 'document_number') then 0 else 2 end
        + case when bool_or(field = 'activity') then 0 else 4 end as lacks
    from {{ source('raw', 'headings') }}
    where record_type = 'expenses' and field is not null
    group by delivery_id, sheet_index
),

ways as (
    select distinct
        deliveries.partner_code,
        lists.lacks
    from lists
    inner join {{ ref('int_deliveries_decided') }} as deliveries using (delivery_id)
    where not deliveries.is_withdrawn
),

told as (
    select
        staged.*,
        {{ text_key('staged.activity') }} as activity_key,
        lists.lacks,
        -- An amount may be what tells the lines of a document apart.
        hash(
            staged.expense_date, staged.incurred_eur, staged.paid_eur, staged.claimed_eur, staged.admitted_eur
        ) as says
    from {{ ref('stg_expenses') }} as staged
    inner join lists using (delivery_id, sheet_index)
    where
        staged.partner_code in (select ways.partner_code from ways group by ways.partner_code having count(*) > 1)
        and {{ contends('staged') }}
),

-- Each row in its own list's way, and in the ways of lists that lack more.
seen as (
    select
        told.record_id,
        told.record_key,
        told.arrival_order,
        told.row_position,
        told.says,
        told.lacks,
        told.lacks = ways.lacks as is_own_way,
        hash(
            told.partner_code, ways.lacks, told.category, told.incurred_eur < 0,
            case
                when ways.lacks = 4 and told.document_key is not null then {{ joined_key(['document_key', 'expense_year::varchar']) }}
                else {{ joined_key(
                    ['expense_date::varchar', 'incurred_eur::varchar']
                ) }}
                {%- for column, bit in columns.items() %}
                || '|' || case when ways.lacks & {{ bit }} = 0 then coalesce(told.{{ column }}, '') else '' end
                {%- endfor %}
            end
        ) as rest_hash
    from told
    inner join ways on told.partner_code = ways.partner_code and told.lacks & ways.lacks = told.lacks
),

meant as (
    select
        rest_hash,
        record_key,
        arg_max(says, row_position) as says,
        list(distinct arrival_order) as arrival_orders,
        min(row_position) as first_position
    from seen
    where not is_own_way
    group by rest_hash, record_key, lacks
    qualify lacks = min(lacks) over (partition by rest_hash)
),

others as (
    select
        seen.record_id,
        seen.record_key,
        seen.rest_hash,
        seen.arrival_order,
        seen.says,
        seen.row_position as first_position
    from seen
    semi join meant using (rest_hash)
    where seen.is_own_way
),

{{ keys_found_in_order() }}

select
    'expenses' as record_type,
    record_id,
    record_key
from found
