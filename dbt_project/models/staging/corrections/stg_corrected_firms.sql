{{ corrected_fields('firms') }}
