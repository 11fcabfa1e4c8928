"""Confirming and releasing many reflections at once, and taking that back."""

from __future__ import annotations

from empathy_xblock.records.data import JobKind, JobRecord, Place
from empathy_xblock.records.marks import batches as _batches
from empathy_xblock.records.marks import beginning
from empathy_xblock.records.marks.batches import BatchPreview, Chosen
from empathy_xblock.records.marks.beginning import BatchRecord
from empathy_xblock.unit.model import Unit


def preview_batch(place: Place, kind: JobKind, chosen: Chosen, *, actor: str) -> BatchPreview:
    """Return what a batch would do now, and change nothing.

    CONFIRM makes the engine's marks the person's, as they stand, where nobody has marked and the
    engine left nothing open. RELEASE releases drafts, whoever wrote them, that have a level on
    every criterion. `actor` is who asks: what another reviewer has open is left out. The first
    two thousand of a list are taken. Four queries, three for each two hundred attempts, and one
    for each wording of the rubric.
    """
    return _batches.looked_at(place, kind, chosen, actor)[0]


def start_batch(
    place: Place, kind: JobKind, unit: Unit, chosen: Chosen, *, as_of: int, actor: str
) -> JobRecord:
    """Do what a preview with that `as_of` showed, as long work, in the name of `actor`.

    What anybody said of since, the engine included, is left alone; the job's `outcome` counts
    "done", and why others were left. NothingLeft if that is all of it. The same asked twice is
    done once. BatchUnderWay while another batch of the kind is.
    """
    return beginning.start(place, kind, unit, chosen, as_of, actor)


def take_back_batch(place: Place, job: int, unit: Unit, *, actor: str) -> JobRecord:
    """Take back all that a batch released, as long work: what stood before stands again.

    As in `take_back`, of each; what somebody marked since is left alone, and counted as
    "changed". NotFound for no job of this unit, NothingLeft if nothing of it stands any more,
    BatchUnderWay while it, or another taking back, is not done.
    """
    return beginning.take_back(place, job, unit, actor)


def batches(place: Place) -> tuple[BatchRecord, ...]:
    """Return the newest batch of each kind, and what takes it back. Two queries at most."""
    return beginning.newest(place)
