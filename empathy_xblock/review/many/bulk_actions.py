"""Confirming and releasing many at once, and taking it back, as the block's handlers call it."""

from __future__ import annotations

from typing import Any

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import Chosen, Listing
from empathy_xblock.records.data import JobRecord, Place
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.lists import queue
from empathy_xblock.review.many import bulk
from empathy_xblock.review.many.bulk_requests import BatchRequest, BulkRequest
from empathy_xblock.review.requests import QueueQuery
from empathy_xblock.unit.model import Unit


def _answer(place: Place, page: str, announce: str = "") -> dict[str, Any]:
    return {
        "regions": {"review": page},
        "announce": announce,
        "focus": f"{prefix(place)}-heading",
    }


def _queue(
    place: Place, unit: Unit, reviewer: str, query: QueueQuery, job: JobRecord
) -> dict[str, Any]:
    return _answer(place, queue.queue_page(place, query, unit, reviewer), bulk.says(job))


def show_or_do(place: Place, unit: Unit, author: str, sent: BulkRequest) -> dict[str, Any]:
    """Answer with the preview or, where one was looked at, do it and answer with the queue."""
    kind = bulk.KINDS[sent.act]
    chosen = Chosen(sent.chosen, Listing(**sent.listing))
    if sent.as_of is None:
        preview = api.preview_batch(place, kind, chosen, actor=author)
        return _answer(place, bulk.preview_page(place, unit, preview, sent))
    job = api.start_batch(place, kind, unit, chosen, as_of=sent.as_of, actor=author)
    return _queue(place, unit, author, sent.query, job)


def undo(place: Place, unit: Unit, author: str, sent: BatchRequest) -> dict[str, Any]:
    """Take a batch back, or go on with what stopped; answer with the queue."""
    job = api.take_back_batch(place, int(sent.job), unit, actor=author)
    return _queue(place, unit, author, sent.query, job)


def resume(place: Place, unit: Unit, reviewer: str, sent: BatchRequest) -> dict[str, Any]:
    """Have a batch that stopped go on; answer with the queue."""
    job = api.resume_job(place, _batch(place, sent).id)
    return _queue(place, unit, reviewer, sent.query, job)


def _batch(place: Place, sent: BatchRequest) -> JobRecord:
    """Return the batch, a part of it done where there are no workers; NotFound for other work."""
    job = api.job(place, int(sent.job))
    if job.kind not in bulk.BATCHES:
        raise api.NotFound
    return job


def status(place: Place, unit: Unit, reviewer: str, sent: BatchRequest) -> dict[str, Any]:
    """Say how far a batch is; with the queue as it is now once it no longer goes on by itself."""
    job = _batch(place, sent)
    if job.active:
        return {"done": job.done, "total": job.total, "says": bulk.says(job)}
    return {**_queue(place, unit, reviewer, sent.query, job), "focus": ""}
