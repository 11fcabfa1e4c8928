"""The queue as instructors meet it."""
