"""Lists of posts: a language's months and years, outlets, tags and subjects, cut into pages that keep their number."""
