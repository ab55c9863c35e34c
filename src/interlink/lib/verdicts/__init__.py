"""What has become of a page that was cited: the verdict on it, the difference by words, and when to look again.

Pure: what was captured and what came now go in, a frozen finding comes out. Nothing here fetches or stores.
"""
