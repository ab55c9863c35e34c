"""Ways for what a group already has to come in."""
