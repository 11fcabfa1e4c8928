"""What authors write: the unit's model, its OLX, advice, and ready-made units.

A pure room: no Django, no XBlock, no learner, no mark.
"""
