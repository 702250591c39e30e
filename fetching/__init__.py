"""Fetching: policies from the web into dated snapshots, only when somebody asks for it."""
