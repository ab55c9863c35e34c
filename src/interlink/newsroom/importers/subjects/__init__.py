"""The alias book in and out: as a table (CSV), and as FollowTheMoney for other tools of investigators."""
