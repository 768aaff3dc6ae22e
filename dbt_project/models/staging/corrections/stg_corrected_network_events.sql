{{ corrected_fields('network_events') }}
