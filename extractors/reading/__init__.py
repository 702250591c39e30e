"""One loader a format: from bytes to a document and its blocks."""
