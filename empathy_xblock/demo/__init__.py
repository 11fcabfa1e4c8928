"""The workbench: a small host that stands in for Open edX, with sample learners.

It shows the block as it is; nothing in the product may import it.
"""
