"""What management looks at: a Streamlit site in Italian on the published copy, read-only."""
