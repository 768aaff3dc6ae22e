"""Before a sealing: checks, what blocks and what warns, confirmations, waivers."""
