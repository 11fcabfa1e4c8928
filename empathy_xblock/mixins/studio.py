"""The block as authors meet it in Studio: the editor's page and what it asks for."""

from __future__ import annotations

from functools import partial
from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import author_action
from empathy_xblock.learner import preview
from empathy_xblock.mixins.authored import Authored
from empathy_xblock.studio import editor, launched
from empathy_xblock.studio.forms import opening
from empathy_xblock.studio.requests import (
    CheckRequest,
    EditRequest,
    FormRequest,
    PartRequest,
    PartsRequest,
    SaveRequest,
    StartRequest,
    TryRequest,
    Written,
)
from empathy_xblock.templates.languages import written_in
from empathy_xblock.unit import olx

#: The learner's player, loaded when an author watches the film in the editor.
PLAYERS = "bundled:players.js"


class StudioHandlers(Authored):
    """The handlers of the editor, to be mixed in. All but `studio_save` keep nothing."""

    unreadable: str

    @property
    def _source(self) -> str:
        """The unit's document as it is kept."""
        return self.unreadable or olx.write(self.unit)

    def _editor(self) -> str:
        """Return the editor's page."""
        place = compat.place(self)
        return editor.editor_page(
            self._source,
            self._problems(),  # type: ignore[attr-defined]
            key=place.unit,
            unit=self.unit,
            place=place,
        )

    @author_action(CheckRequest)
    def studio_check(self, sent: CheckRequest) -> dict[str, Any]:
        """Say what is wrong with what is written, and what could be better."""
        return editor.check(sent, compat.place(self), sent.trial)

    @author_action(EditRequest)
    def studio_edit(self, sent: EditRequest) -> dict[str, Any]:
        """Add, remove, move or copy a part of the form."""
        return editor.edit(sent, self.unit, compat.place(self))

    @author_action(StartRequest)
    def studio_start(self, sent: StartRequest) -> dict[str, Any]:
        """Show what a start would make, or take it into the form."""
        return editor.start(sent, self.unit, self._source, compat.place(self))

    @author_action(FormRequest)
    def studio_source(self, sent: FormRequest) -> dict[str, Any]:
        """Write the form as a document."""
        return editor.source_of(sent, self.unit)

    @author_action(TryRequest)
    def studio_try(self, sent: TryRequest) -> dict[str, Any]:
        """Mark a sample answer by the form's rubric."""
        return editor.try_rubric(sent, compat.place(self))

    @author_action(PartsRequest)
    def studio_open(self, sent: PartsRequest) -> dict[str, Any]:
        """Draw moments of a large role-play that an author opened."""
        return opening.opened(sent)

    @author_action(PartRequest)
    def studio_preview(self, sent: PartRequest) -> dict[str, Any]:
        """Show a step, or an item, as learners meet it first."""
        media = partial(compat.media_url, self)
        unit = opening.alone(sent)
        with written_in(unit.language):
            page = preview.first_met(unit, compat.place(self), media)
        return {"html": page, "players": media(PLAYERS)}

    @author_action(SaveRequest)
    def studio_save(self, sent: SaveRequest) -> dict[str, Any]:
        """Keep a unit without errors, unless somebody else saved it meanwhile."""
        reading, source = editor.readable(sent, self.unit)
        editor.require_current(sent, reading.unit, self.unit, self._source)
        before, place = self.unit, compat.published_place(self)
        after = reading.unit or before
        author = compat.visitor(self).username
        structural = launched.require_confirmed(
            sent, place, before, after, self._source, source, author
        )
        self._keep(reading, source)
        if structural:
            launched.keep_versions(place, before, self.unit)
        return editor.saved(self.unit, self._source)

    @author_action(Written)
    def studio_compare(self, sent: Written) -> dict[str, Any]:
        """Say what becomes of learners' results if this is saved and applied."""
        reading, _source = editor.readable(sent, self.unit)
        author, place = compat.visitor(self).username, compat.published_place(self)
        return launched.show(place, self.unit, reading.unit or self.unit, author)
