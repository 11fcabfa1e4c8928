"""Long work on a whole unit: who does it, how far it is, and the files it makes."""
