"""Lists of subscribers from elsewhere, with the proof of their consent; and our own as a file."""
