"""Signing up by a form on the site, confirmed by a link in a mail."""
