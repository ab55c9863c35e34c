"""What the public pages' templates use."""
