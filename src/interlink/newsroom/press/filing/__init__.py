"""Under which subjects readers find a post: those that its words name, put right by an editor."""
