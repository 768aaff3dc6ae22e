{{ corrected_fields('contacts') }}
