"""What is deleted: on request, when somebody leaves, and in time."""
