"""A page without a feed, whose links to articles were learnt from an example."""
