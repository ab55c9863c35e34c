"""RSS 0.9 to 2.0, RDF, Atom and JSON Feed."""
