"""Mastodon, and others that speak its API."""
