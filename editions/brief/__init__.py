"""One page for a director who opens nothing else."""
