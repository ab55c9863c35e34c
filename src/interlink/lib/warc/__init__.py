"""Web archive files: write, read, verify."""
