"""A class in numbers, and a row for each learner."""
