"""What the desk is told of cited pages that were changed or removed, and what it does about that."""
