"""Statements side by side: companies with companies, a policy with its earlier versions."""
