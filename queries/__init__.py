"""The catalogue of named questions and the plain-English way to ask them."""
