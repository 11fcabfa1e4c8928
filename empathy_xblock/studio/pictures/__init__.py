"""Role-plays drawn as graphs."""
