"""What the author wrote: from a document into the block's fields, and back.

Authored content is one field, read into `unit.model.Unit`. Reading a document is pure: the same
document makes the same fields, at each load, wherever it is loaded.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from lxml import etree
from xblock.fields import Scope

from empathy_xblock.journey.score import POSSIBLE
from empathy_xblock.unit import olx
from empathy_xblock.unit.html import line
from empathy_xblock.unit.messages import said
from empathy_xblock.unit.model import MAX_ATTEMPTS, MAX_NAME, MAX_WEIGHT, Unit

#: Of the `content` field.
SCHEMA_VERSION = 1

#: Fields that the platform edits by name, and keeps beside the authored content.
PLATFORM_FIELDS = ("display_name", "weight", "max_attempts")


@lru_cache(maxsize=256)
def _unit(authored: str) -> Unit:
    """Return the unit of that JSON. Content changes only in Studio, so a course's stay here."""
    return Unit.model_validate_json(authored)


def _own(cls: Any) -> set[str]:
    """Return the names of the fields that are the block's, and not mixed in by the platform."""
    return set(getattr(cls, "unmixed_class", cls).fields)


class Authored:
    """The authored unit, to be mixed into the block that has the fields."""

    @property
    def unit(self) -> Unit:
        """The authored unit, with the fields that the platform edits."""
        points = POSSIBLE if self.weight is None else self.weight
        most = self.max_attempts
        # The platform knows nothing of our limits.
        authored = {
            **{name: value for name, value in self.content.items() if name != "schema_version"},
            "display_name": (line(self.display_name or "") or self.fields["display_name"].default)[
                :MAX_NAME
            ],
            "weight": min(MAX_WEIGHT, max(0.0, round(points / POSSIBLE, 8))),
            "max_attempts": min(MAX_ATTEMPTS, most) if most and most > 0 else None,
        }
        return _unit(json.dumps(authored, sort_keys=True))

    @property
    def language(self) -> str | None:
        """What language the author wrote in, if that is said; nothing else has to be read."""
        return self.content.get("language")

    def _keep(self, reading: olx.Reading, source: str) -> None:
        """Keep what was read of `source`, in a Studio save or an import."""
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        self.left_out = [problem.kept() for problem in errors]
        if reading.unit is None:
            self.unreadable = source
            return
        self.unreadable = ""
        authored = reading.unit.model_dump(mode="json")
        if authored["language"] is None:
            del authored["language"]  # the release before this one knows no such field
        authored["weight"] = round(POSSIBLE * authored["weight"], 6)
        for name in PLATFORM_FIELDS:
            setattr(self, name, authored.pop(name))
        self.content = {"schema_version": SCHEMA_VERSION, **authored}
        for name, value in reading.platform.items():
            if name not in self.fields:
                continue
            try:
                setattr(self, name, self.fields[name].from_string(value))
            except (TypeError, ValueError):
                problem = olx.Problem("error", said("platform_value", name=name, value=value))
                self.left_out = [*self.left_out, problem.kept()]

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        """Read the unit from OLX. What can't be read is shown to the author, and kept."""
        block = runtime.construct_xblock_from_class(cls, keys)
        platform = set(cls.fields) - _own(cls)
        source = etree.tostring(node, encoding="unicode", with_tail=False)
        block._keep(olx.read(node, platform), source)
        return block

    def add_xml_to_node(self, node: Any) -> None:
        """Write the unit as canonical OLX; a document no unit could be read from as it came."""
        if self.unreadable:
            written = olx.parse(self.unreadable, limit=4 * len(self.unreadable))
        else:
            written = olx.write_element(self.unit, self._platform_attributes())
        node.tag, node.text = written.tag, written.text
        for name, value in written.attrib.items():
            node.set(name, value)
        node.extend(list(written))

    def _platform_attributes(self) -> dict[str, str]:
        """Return the settings that the platform adds to every block, as OLX attributes."""
        own = _own(type(self))
        return {
            name: field.to_string(field.read_from(self))
            for name, field in self.fields.items()
            if name not in own and field.scope == Scope.settings and field.is_set_on(self)
        }
