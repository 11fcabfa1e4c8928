"""What the engine learns from people's marks, and how well they agree."""
