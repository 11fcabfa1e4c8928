"""What instructors see: the queue of submitted reflections, and marking one of them.

This room draws pages and reads the forms that come back. Everything kept goes through
`records.api`; it does not know the block, the platform or the learner's pages, and puts no
text of a learner's into a message or an address.
"""
