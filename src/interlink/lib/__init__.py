"""Libraries with one subject each; none of them knows Django."""
