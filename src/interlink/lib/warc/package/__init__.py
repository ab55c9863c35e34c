"""Packages of captures (WACZ 1.1.1): one zip with the web archive files, an index, the pages and their checksums.

`write` makes one, `read` opens anybody's without trusting it, and `judge` says what is still as it was written.
"""
