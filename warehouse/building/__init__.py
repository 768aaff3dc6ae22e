"""Builds without dbt: its statements, kept once, run where something changed."""
