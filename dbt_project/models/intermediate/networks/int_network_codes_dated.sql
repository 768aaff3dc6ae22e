-- What a partner's network code meant when a row was delivered, where it came to mean another network.
{{ dated_codes(ref('int_networks_judged'), 'network_code') }}
