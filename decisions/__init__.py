"""What people wrote: one list of files, one reader, one writer; and the key of the ids."""
