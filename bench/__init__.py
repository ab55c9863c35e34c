"""Accuracy and speed, measured against peers in the same run, with floors in floors.toml."""
