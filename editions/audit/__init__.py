"""For the auditor: cases drawn from a sealed figure, and a control file each."""
