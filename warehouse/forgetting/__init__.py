"""A person's request to be forgotten: where they stand, and how they are taken out."""
