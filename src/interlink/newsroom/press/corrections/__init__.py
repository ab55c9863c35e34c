"""Corrections and the right of reply, as readers see them: on the post, in the lists, in the feed."""
