"""The DuckDB file's life: settings, one writer, build, publish, open read-only; and the `pal` command."""
