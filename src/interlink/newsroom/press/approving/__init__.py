"""The second pair of eyes: which posts need one, who has given it, and to which words exactly."""
