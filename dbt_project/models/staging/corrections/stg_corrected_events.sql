{{ corrected_fields('events') }}
