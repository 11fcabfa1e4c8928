"""Trying a rubric on sample answers before any learner meets it."""
