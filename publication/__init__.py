"""What readers have: the published file, opened read-only; targets and pace; figures and words."""
