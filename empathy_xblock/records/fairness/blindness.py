"""Who may still read an attempt as its second person, and so must not learn its marks.

The rule. An attempt waits for a second person from the release that chance picked, or from when
somebody sent it to one, until that person has marked: then both readings are shown to everybody.
While it waits, whoever reviews the unit may be the second person, and is **blind** to the attempt,
unless they have seen its marks: they have marked it, as a draft, as a release, with many others or
by taking a release back; they asked to see its marks instead; or they closed a learner's request
for another look at it. Nobody is named beforehand. Where nothing waits, nobody is blind.

Who is blind to an attempt is told of no marks on it, the engine's included:

- the page to mark it has its text and the rubric, as has the page of the learner's next attempt;
- a list, and a way through a list, from one to the next, leave it out where they are of a level
  (`TELLING`), for to stand there says the level. So do batches of such a list, and files of it;
- a batch does not release a draft on it, for its preview counts the levels;
- before a level is removed, authors are told how many stand on it, and not these by name;
- the files that they make say that its marks are withheld, and a file that holds its marks,
  made by whom or when ever, is not handed out to them.

These tell of no mark, and leave nothing out: the state of an attempt, for that somebody released
marks is said anyway; how sure the engine is, what it flags, and what it would learn, which it alone
says, of the text; who marked last; a cohort; that a learner asked for another look, lest nobody but
who gave the mark could find the request; and numbers of the whole class, shown of ten and more.

Outside of review nothing is withheld: the gradebook, the platform's reports, the platform's way
of looking at a page as a learner, and the operator's commands have their own rules.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, QuerySet

from empathy_xblock import models
from empathy_xblock.records.data import JobRecord, Marker, Place
from empathy_xblock.records.fairness.fairness_data import ReadingState

#: The lines of the trail after which its actor knows the marks.
LOOKED, CLOSED, CLOSED_ALONE = "second_looked", "look_closed", "look_closed_alone"

_SEEN = (LOOKED, CLOSED, CLOSED_ALONE)

#: The filters of the queue by which a list says what a person's marks are.
TELLING = frozenset({"mark"})


def blind(reader: str) -> QuerySet[models.SecondReading]:
    """Return what waits for a second person, and may still be read by that one."""
    marked = models.Assessment.objects.filter(
        attempt=OuterRef("attempt"), marker=Marker.INSTRUCTOR, author=reader
    )
    saw = models.AuditEvent.objects.filter(
        attempt=OuterRef("attempt"), action__in=_SEEN, actor=reader
    )
    waiting = models.SecondReading.objects.filter(state=ReadingState.WAITING)
    return waiting.filter(~Exists(marked), ~Exists(saw))


def to_attempt(reader: str, key: str = "pk") -> Exists:
    """Return whether that person is blind to an attempt, as a part of a query.

    The query is of attempts, or of rows that have an attempt's primary key by the name of `key`.
    """
    # Without the unit, so that the reading of each attempt is looked up.
    return Exists(blind(reader).filter(attempt=OuterRef(key)))


def has_seen(attempt: models.Attempt, reader: str) -> bool:
    """Whether that person knows the marks of the attempt, and so cannot be its second reader."""
    marked = attempt.assessments.filter(marker=Marker.INSTRUCTOR, author=reader)
    return marked.exists() or attempt.events.filter(action__in=_SEEN, actor=reader).exists()


def among(place: Place, refs: Collection[str], reader: str) -> frozenset[str]:
    """Return those of these attempts of the unit to which that person is blind. One query."""
    found = blind(reader).filter(attempt__unit=place.unit, attempt__submission__in=list(refs))
    return frozenset(found.values_list("attempt__submission", flat=True))


def unseen(
    rows: QuerySet[models.Attempt], filters: Mapping[str, str], reader: str
) -> QuerySet[models.Attempt]:
    """Return the attempts of a list without those of which it would tell that person the marks.

    That costs no query: it is a part of the one that reads the list. An empty `reader` is nobody
    who could be the second person.
    """
    if not reader or not any(filters.get(name) for name in TELLING):
        return rows
    return rows.filter(~to_attempt(reader))


def waiting(unit: OuterRef) -> Exists:
    """Return whether anything waits for a second person in a unit, as a part of a query."""
    return Exists(models.SecondReading.objects.filter(unit=unit, state=ReadingState.WAITING))


def is_withheld(job: JobRecord, place: Place, reader: str) -> bool:
    """Whether the file that a job made may hold marks that person must not learn.

    Those that had been released when it was done, but for what whoever made it was blind to, and
    is to this day: that was withheld from them. A file of a part of the unit is taken for one of
    all of it. One query where there is a file and anything waits for a second person, else none.
    """
    if not (job.has_file and job.read_blind):
        return False
    released = models.Assessment.objects.filter(
        attempt=OuterRef("attempt"),
        marker=Marker.INSTRUCTOR,
        released=True,
        created_at__lte=job.updated_at,
    )
    left_out = blind(job.actor).filter(pk=OuterRef("pk"), asked_at__lte=job.started_at)
    found = blind(reader).filter(Exists(released), ~Exists(left_out), unit=place.unit)
    return found.exists()
