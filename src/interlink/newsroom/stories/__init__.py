"""Items about the same event."""
