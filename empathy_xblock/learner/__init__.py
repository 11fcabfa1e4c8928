"""What learners see: their situation, the page drawn from it, and what their actions change.

The page is a function of a `Situation`: drawing asks no table and writes nothing, and of the
author's unit it sees the learner's projection, which has no keys in it. Seats and actions read
and write through `records.api`. The room knows nothing of instructors' pages.
"""
