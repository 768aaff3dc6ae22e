{{ judged(ref('stg_networks'), 'networks', [
    'network_code', 'network_name_key', 'network_codice_fiscale', 'network_codice_fiscale_delivered', 'register_number',
    'legal_kind', 'stage', 'opened_date', 'signed_date', 'dissolved_date', 'existed_before', text_key('purpose'),
    'sector_code'
]) }}
