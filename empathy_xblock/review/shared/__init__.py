"""What learners offer each other to read, for staff to approve."""
