"""Official reports: sealed, verified, compared and rendered, from the published build and nothing else."""
