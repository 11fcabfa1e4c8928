"""The review queue: its lists, filters and places, and who has what open."""
