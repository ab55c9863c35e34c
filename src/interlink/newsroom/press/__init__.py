"""The public pages: posts, digests, feeds, and the bake to plain files."""
