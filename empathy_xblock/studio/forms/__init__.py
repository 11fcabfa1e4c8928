"""The form of a unit: its fields, its parts, and the unit read out of it."""
