"""Figures: pure functions from values to a Plotly figure, in the colours of the page's theme."""
