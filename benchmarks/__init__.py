"""Measurements of what the product costs, printed as a table and written as JSON."""
