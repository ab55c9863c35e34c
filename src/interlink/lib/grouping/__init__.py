"""Which reports tell of the same event; knows no database."""
