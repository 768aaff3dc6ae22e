{{ corrected_fields('budgets') }}
