"""All SQL of the dashboard: it calls the published macros and reads the published tables, nothing else."""
