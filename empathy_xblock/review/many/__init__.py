"""Many reflections at once: bulk work, changes of the rubric, long work."""
