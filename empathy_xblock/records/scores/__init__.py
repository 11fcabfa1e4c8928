"""What kept work comes to, and telling the gradebook."""
