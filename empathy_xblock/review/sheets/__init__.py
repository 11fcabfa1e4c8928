"""One reflection and its marking sheet."""
