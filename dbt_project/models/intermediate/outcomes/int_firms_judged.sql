{{ judged(ref('stg_firms'), 'firms', [
    'firm_code', 'codice_fiscale', 'codice_fiscale_delivered', 'partita_iva', 'partita_iva_delivered', 'firm_name_key',
    'municipality_key', 'province_key', text_key('legal_form'), 'subject_kind', text_key('address'), 'postal_code',
    'sector_code', 'employees', 'turnover_eur', 'is_associated'
]) }}
