"""One module for each partner: which files it sends, with which headings and habits."""
