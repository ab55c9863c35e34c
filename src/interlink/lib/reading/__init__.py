"""Bytes to meaning: feeds, articles, datelines, language."""
