"""Searching the public site: an index of folded words, kept in step with what readers can see."""
