"""The site as somebody to follow in the fediverse: an actor of ActivityPub for each language."""
