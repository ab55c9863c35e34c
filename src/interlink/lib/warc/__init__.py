"""Web archive files: write, read, verify.

`write` puts one exchange with a server into a file, `read` gets the records and the page back, and `verify`
says whether the file is still what was written.
"""
