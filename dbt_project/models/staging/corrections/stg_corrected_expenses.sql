{{ corrected_fields('expenses') }}
