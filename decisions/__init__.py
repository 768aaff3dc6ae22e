"""What people wrote: one list of files, one reader, one writer."""
