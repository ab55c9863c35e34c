"""The library: reports with their files, publishers and years."""
