"""A public Telegram channel, read from its page on the web."""
