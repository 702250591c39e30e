"""Keep the triples and draw them. This folder knows RDF, not records."""
