"""Searching everything seen: an index of items by their folded words, and the alias book as a search reads it."""
