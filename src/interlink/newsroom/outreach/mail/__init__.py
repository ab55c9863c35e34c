"""What a mail looks like, and the ways in which it leaves."""
