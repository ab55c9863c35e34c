"""Names in running text: normalising and spotting.

`normalise` makes two spellings of one word equal, `words` knows where words begin and end, `prefixes` what
may be attached to one, `explain` says in plain words why something is a match, and `spot` puts them together.
"""
