"""Sitemaps: plain and news ones, single or behind an index, packed or not."""
