"""A field of the block whose value is replaced, never changed in place."""

from __future__ import annotations

from xblock.fields import Dict


class Document(Dict):
    """A dictionary that is kept as it was read.

    A runtime copies a mutable value deeply at each request, and compares it when it saves, in
    case the block changed it in place. Nothing here does: what is new is assigned.
    """

    MUTABLE = False
