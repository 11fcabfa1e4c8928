"""A class in bars and tables."""
