"""Names in running text: normalising and spotting."""
