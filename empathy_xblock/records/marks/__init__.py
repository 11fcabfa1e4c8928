"""What the engine and people say of an attempt, and which of it counts."""
