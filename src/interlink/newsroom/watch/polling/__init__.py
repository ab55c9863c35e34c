"""When a source is asked again, and how it is doing."""
