"""The block in parts, one for each area, to be mixed into `block.EmpathyXBlock`.

Fields and handlers of an area stand together here; what a handler does lives in the room that it
names. A new area is a module here and a base class in `block`.
"""
