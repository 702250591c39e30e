"""Many documents: found, read by several processes, and put into one graph that stays whole."""
