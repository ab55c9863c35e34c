"""Lists of sources from and for other feed readers, as OPML."""
