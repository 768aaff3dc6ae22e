with source as ({{ delivered('budgets') }}),

cleaned as (
    select
        {{ record_columns() }},
        {{ coded_texts(['category']) }},
        {{ number_texts(['budget_eur']) }},
        {{ date_texts(['version_date']) }}
    from source
),

typed as (
    select
        *,
        {{ typed_codes(['category']) }},
        {{ typed_numbers(['budget_eur']) }},
        {{ typed_dates(['version_date']) }}
    from cleaned
)

select
    *,
    {{ record_key('budgets') }} as record_key,
    {{ is_no_data() }}
    or (
        category is null and budget_eur_text is null
        and not is_cancelled
    ) as is_ignored,
    {{ broken_rules(
        required_value('category', 'category')
        + required_number('budget_eur')
        + known_code('category')
        + readable_date('version_date')
    ) }}
from typed
