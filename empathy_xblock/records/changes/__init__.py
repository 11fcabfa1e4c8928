"""Carrying what was marked before to another rubric or other keys, and back."""
