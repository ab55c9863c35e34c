"""A webhook of the group’s own, signed."""
