"""The public annex of an edition: totals for everybody, none of which tells of fewer than three."""
