"""Serving a desk: the web process, the worker process, and what keeps them alive."""
