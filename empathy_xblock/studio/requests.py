"""What the browser may send to the editor's handlers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_OLX = 500_000


class SourceRequest(BaseModel):
    """A unit's whole document, at most half a million characters."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    olx: Annotated[str, Field(max_length=MAX_OLX)]
