{{ corrected_fields('network_members') }}
