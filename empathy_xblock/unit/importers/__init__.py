"""Units from what other blocks have exported, with a report of what became of each part.

An importer is a module with `convert(source) -> Imported`; it raises `NotImported` and nothing
else, whatever the bytes. What an importer invents (ids, a level, a limit) it invents once, here:
the document that comes out is an author's from then on.
"""

from __future__ import annotations

from empathy_xblock.unit.importers.importing import Imported, Note, NotImported

__all__ = ["Imported", "NotImported", "Note"]
