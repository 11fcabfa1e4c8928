"""The file of an export: made piece by piece, kept compressed, handed out as it was made.

A piece of text is compressed by itself, so that it can be written when its rows are read. On the
way out the pieces become one gzip file, for browsers read no further than the first of several:
a platform holds an answer in memory before it sends it, and this is a tenth of it. A workbook is
compressed by itself. Its cells are kept as lines until the last is there, for it can be written
only as a whole.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from empathy_xblock import models
from empathy_xblock.records.work import formats
from empathy_xblock.records.work.formats import Format

#: Of a workbook, in bytes: what a piece holds, and what is kept in memory while it is written.
PIECE, IN_MEMORY = 500_000, 5_000_000

#: In what came of an export: that it has no names.
ANONYMOUS = "anonymous"

Row = dict[str, Any]


def begin(job: models.Job) -> None:
    """Write what stands before the first row, and note that there are no names, if so."""
    if job.plan["anonymous"]:
        models.Job.objects.filter(pk=job.pk).update(outcome={ANONYMOUS: 1})
    lines = [formats.header(job.plan["criteria"], with_text=False)]
    add(job, "" if job.format == Format.JSON_LINES else _text(job, lines))


def add_rows(job: models.Job, rows: Iterable[Row]) -> None:
    """Write these rows, as `api.export_rows` has them."""
    if job.format == Format.JSON_LINES:
        add(job, "".join(formats.as_json_lines(rows)))
    else:
        criteria = job.plan["criteria"]
        add(job, _text(job, (formats.cells(row, criteria, with_text=False) for row in rows)))


def _text(job: models.Job, lines: Iterable[Sequence[object]]) -> str:
    if job.format == Format.CSV:
        return "".join(formats.csv_lines(lines))
    return "".join(json.dumps(list(line)) + "\n" for line in lines)


def add(job: models.Job, text: str) -> None:
    """Write a piece of text; nothing depends on when."""
    models.JobPart.objects.create(job=job, body=gzip.compress(text.encode(), 6, mtime=0))


def pieces(job_id: int) -> Iterator[bytes]:
    """Yield what is kept of the file, as it is kept."""
    parts = models.JobPart.objects.filter(job=job_id).order_by("pk")
    for body in parts.values_list("body", flat=True).iterator(chunk_size=20):
        yield bytes(body)


def text_of(found: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces as they were before they were compressed."""
    return map(gzip.decompress, found)


def gzipped(found: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a text as one gzip file."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for text in text_of(found):
        yield packer.compress(text)
    yield packer.flush()


def finish(job: models.Job) -> Callable[[], None] | None:
    """Make a workbook of its cells, and return what puts it in their place; else None."""
    if job.format != Format.WORKBOOK:
        return None
    lines = (line for part in text_of(pieces(job.pk)) for line in part.decode().splitlines())
    with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        formats.write_workbook(map(json.loads, lines), file)
        file.seek(0)
        made = list(iter(lambda: file.read(PIECE), b""))

    def write() -> None:
        models.JobPart.objects.filter(job=job).delete()
        for piece in made:
            models.JobPart.objects.create(job=job, body=piece)

    return write
