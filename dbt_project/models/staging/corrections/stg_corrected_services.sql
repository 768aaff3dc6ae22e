{{ corrected_fields('services') }}
