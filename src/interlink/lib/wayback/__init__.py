"""Asking the Wayback Machine whether it has a copy of a page, and to make one.

`answers` reads what it says, from bytes alone; `client` asks it through the one door.
"""
