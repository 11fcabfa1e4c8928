"""What is kept: `api` is the only door, and gives frozen objects from `data`.

The room knows the tables, edx-submissions and the pure rooms, and never a view.
"""
