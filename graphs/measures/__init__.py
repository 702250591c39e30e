"""Measures of the network: what the statements of many policies amount to, with their quotes."""
