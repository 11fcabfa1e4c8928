"""How reflections are marked: text, components, engine, integrity, calibration, agreement.

A pure room: it reads a text and a rubric and knows no learner, no table and no web. The same
text, rubric and model always give the same marks.
"""
