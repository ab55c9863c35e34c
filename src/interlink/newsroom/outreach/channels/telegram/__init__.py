"""Telegram channels, by a bot."""
