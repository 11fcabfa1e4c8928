"""That commitments were made, and what learners offer each other to read."""
