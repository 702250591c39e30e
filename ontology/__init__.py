"""The words: the flow model, the SKOS trees of data, purposes and parties, and the records that travel."""
