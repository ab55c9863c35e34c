"""Telling of posts elsewhere: a folder for each service, registered in `registry.py`, behind one protocol."""
