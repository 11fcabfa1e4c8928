"""A language model's draft of the marks on one reflection, where an operator has set one up.

This room writes the request, sends it, and holds the answer against the rubric and the text. It
knows `unit` and `grading.marks`: no tables, no platform, no Django; who reads the operator's
settings hands them in. It decides nothing: what comes back is a suggestion to a person. Words of
a learner's are in the request and nowhere else, neither in a log nor in an error.
"""
