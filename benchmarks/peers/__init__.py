"""What other blocks' pages cost, measured beside ours: each in an environment made for them."""
