"""Captures of pages, and their checks; knows nothing of why we wanted them."""
