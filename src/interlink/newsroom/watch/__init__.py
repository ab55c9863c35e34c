"""Subjects and their aliases, sources, items and mentions."""
