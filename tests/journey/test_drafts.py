"""Drafts: what is kept, and that nothing is replaced unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.drafts import Draft, OlderDraft, save

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEPT = Draft(revision=3, responses={"person": "She looks tired."}, saved_at=NOON)
LATER = datetime(2026, 3, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("base", "text", "revision"),
    [
        (3, "She looks tired and waits.", 4),
        (3, "She looks tired.", 3),
        (0, "She looks tired.", 3),
        (3, "", 4),
    ],
)
def test_saving(base, text, revision):
    draft = save(KEPT, base, {"person": text}, LATER)
    assert (draft.revision, draft.responses["person"]) == (revision, text)
    assert draft.saved_at == (NOON if revision == 3 else LATER)


@pytest.mark.parametrize("base", [0, 2, 4])
def test_a_copy_of_another_origin_replaces_nothing(base):
    with pytest.raises(OlderDraft) as refused:
        save(KEPT, base, {"person": "Something else."}, LATER)
    assert refused.value.kept == KEPT
    assert "tired" not in str(refused.value)


@pytest.mark.parametrize(
    ("stored", "draft"),
    [
        (None, Draft()),
        ({}, Draft()),
        (KEPT.stored(), KEPT),
        ({"revision": 2}, Draft(revision=2)),
        ({"revision": -1}, Draft()),
        ({"revision": 2, "responses": "gone wrong"}, Draft()),
        ({"revision": 2, "schema_version": 0, "colour": "blue"}, Draft(revision=2)),
    ],
)
def test_reading_what_is_kept(stored, draft):
    assert Draft.read(stored) == draft


@given(st.dictionaries(st.text(min_size=1), st.text()), st.integers(0, 10**6))
def test_what_is_kept_reads_back(responses, revision):
    draft = Draft(revision=revision, responses=responses, saved_at=NOON)
    assert Draft.read(draft.stored()) == draft
