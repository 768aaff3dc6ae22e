{{ judged(ref('stg_register_members'), 'register_members', [
    'network_name_key', 'signed_date', 'network_codice_fiscale', 'register_number', text_key('purpose'),
    'firm_name_key', 'codice_fiscale', 'municipality_key', 'province_key', 'sector_code'
]) }}
