"""Sealing an edition, verifying it and replaying it from the archive."""
