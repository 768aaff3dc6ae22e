{{ judged(ref('stg_expenses'), 'expenses', [
    'paid_eur', 'claimed_eur', 'admitted_eur', text_key('cut_reason'), 'supplier_codice_fiscale'
], fact_date='expense_date') }}
