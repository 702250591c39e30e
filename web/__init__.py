"""The web server: the page, a read-only SPARQL endpoint, and questions by address."""
