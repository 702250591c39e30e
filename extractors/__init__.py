"""From a document to data flow records: reading, segments, frames, mentions, flows, triples."""
