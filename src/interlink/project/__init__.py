"""The project: typed settings, addresses, serving, commands."""
