with source as ({{ delivered('budgets') }}),

typed as (
    select
        {{ record_columns('budgets') }},
        {{ coded_column('category') }},
        {{ number_column('budget_eur') }},
        {{ date_column('version_date') }}
    from source
)

select
    *,
    row_kind <> 'data' or (category is null and budget_eur_text is null and not is_cancelled) as is_ignored,
    {{ broken_rules(
        required_value('category', 'category')
        + required_number('budget_eur')
        + known_code('category')
        + rule('optional_date_unreadable', 'version_date', 'version_date is null and version_date_text is not null', 'version_date_text')
    ) }}
from typed
