"""What learners do: steps and gates, drafts, watching, quiz marking and the score.

A pure room: everything here is a function of an author's unit and plain values.
"""
