"""The site to take away: as a ZIM file and a zip that opens from disk, and each digest as EPUB and PDF.

All of them are made of the baked files, so nothing gets into them that is not public. `contents` chooses the files,
`relative` has their links work wherever they lie, `actions` makes what is due.
"""
