"""Trains the weights that ship: `make train`. Needs the `train` extra; nothing here ships."""
