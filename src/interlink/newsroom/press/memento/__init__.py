"""Memento (RFC 7089): how programs find what a page was at a time, among the copies that are public."""
