-- What a partner's firm code meant when a row was delivered, where it came to mean another firm.
{{ dated_codes(ref('int_firms_judged'), 'firm_code') }}
