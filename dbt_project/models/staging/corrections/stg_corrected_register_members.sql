{{ corrected_fields('register_members') }}
