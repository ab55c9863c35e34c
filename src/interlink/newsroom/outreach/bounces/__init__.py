"""Mails that came back, and complaints: read, told apart, and what follows from them."""
