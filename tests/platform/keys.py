"""Keys that say what they are asked for and nothing else, in the platform's two forms.

They are no strings, and have no `org`, `run` or `html_id`: a block that takes a key apart, or
asks a library's for its course, fails here as it would there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContextKey:
    """A course, or a library of the second kind."""

    text: str
    is_course: bool = True

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class UsageKey:
    """A block in one of them."""

    text: str
    context_key: ContextKey
    block_type: str = "empathy"
    block_id: str = "u1"

    def __str__(self) -> str:
        return self.text


COURSE = ContextKey("course-v1:Org+E1+2026")
LIBRARY = ContextKey("lib:Org:Lib", is_course=False)


def in_course(block_id: str) -> UsageKey:
    """Return the key of a unit in the course."""
    return UsageKey(
        f"block-v1:Org+E1+2026+type@empathy+block@{block_id}", COURSE, "empathy", block_id
    )


def in_library(block_id: str) -> UsageKey:
    """Return the key of a unit in the library."""
    return UsageKey(f"lb:Org:Lib:empathy:{block_id}", LIBRARY, "empathy", block_id)
