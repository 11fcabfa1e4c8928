"""What authors edit with: the unit's document, its problems, and a summary for Studio's page.

This room reads and draws; the block keeps. It knows the unit and nothing of learners.
"""
