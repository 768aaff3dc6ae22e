"""Speed and memory beside the limit and beside what a user would pick instead; run by `make bench`."""
