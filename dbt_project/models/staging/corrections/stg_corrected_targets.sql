{{ corrected_fields('targets') }}
