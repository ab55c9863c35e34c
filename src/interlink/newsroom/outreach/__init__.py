"""Subscribers and mailings."""
