"""What was handed in: attempts, their texts, and the wording they stand by."""
