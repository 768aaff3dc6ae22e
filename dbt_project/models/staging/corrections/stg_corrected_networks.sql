{{ corrected_fields('networks') }}
