"""How well the engine and people agree, by the marks that are kept.

Compared is what the engine said before any person had marked that reflection with what a person
released last: whatever it said afterwards, it may have learned from that very mark. What was
confirmed with many others is the engine's own opinion, and is compared with nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from empathy_xblock import models
from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.grading.agreement import agreement as measured
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import AgreementRecord, JobKind, Marker, Place
from empathy_xblock.unit.model import Rubric

#: The reflections that were marked last, at most so many, are compared.
MOST = 500

#: Fewer bootstrap draws where there are many pairs, for the interval is narrow then.
_MANY, _FEW_DRAWS = 500, 200

Pair = tuple[int, int]


def figures(pairs: Sequence[Pair]) -> Agreement:
    """Return the agreement of `pairs`, in a time that a page can wait for."""
    return measured(pairs, _FEW_DRAWS) if len(pairs) > _MANY else measured(pairs)


def opinions(rows: QuerySet[models.Assessment]) -> QuerySet[models.Assessment]:
    """Return those of these releases that say what a person thought of that very text.

    That is not so of what was confirmed with many others, nor once it was carried to another
    wording.
    """
    by_people = models.Assessment.objects.filter(
        attempt=OuterRef("attempt"),
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
        pk__lte=OuterRef("pk"),
    )
    carried = models.Job.objects.filter(kind=JobKind.CHANGE).values("pk")
    source = by_people.exclude(batch__in=carried).order_by("-pk").values("batch")[:1]
    confirmed = models.Job.objects.filter(kind=JobKind.CONFIRM).values("pk")
    return rows.annotate(source=Coalesce(Subquery(source), 0)).exclude(source__in=confirmed)


def agreement(place: Place, rubric: Rubric) -> AgreementRecord:
    """See `api.agreement`."""
    digest = rubrics.digest(rubric)
    compared = _compared(place, digest)
    wanted = [assessment for both in compared for assessment in both]
    marks = models.Mark.objects.filter(assessment__in=wanted).values_list(
        "assessment_id", "criterion", "level"
    )
    level = {(assessment, criterion): name for assessment, criterion, name in marks}
    pairs: dict[str, list[Pair]] = {}
    left: Counter[str] = Counter()
    for criterion in rubric.criteria:
        places = {each.id: at for at, each in enumerate(criterion.levels)}
        pairs[criterion.id] = []
        for engine, person in compared:
            given = places.get(level.get((person, criterion.id), ""))
            said = places.get(level.get((engine, criterion.id), ""))
            if given is None:
                continue
            if said is None:
                left[criterion.id] += 1
            else:
                pairs[criterion.id].append((given, said))
    return AgreementRecord(
        digest=digest,
        reflections=len(compared),
        overall=figures([pair for both in pairs.values() for pair in both]),
        criteria={name: figures(both) for name, both in pairs.items()},
        left=dict(left),
    )


def _compared(place: Place, digest: str) -> list[Pair]:
    """Return the engine's assessment and the person's of each reflection, by their ids."""
    released = models.Assessment.objects.filter(
        attempt=OuterRef("attempt"),
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
        rubric__digest=digest,
    )
    rows = models.Assessment.objects.filter(
        Exists(opinions(released)),
        attempt__unit=place.unit,
        marker__in=(Marker.ENGINE, Marker.INSTRUCTOR),
        taken_back__isnull=True,
        takes_back__isnull=True,
    ).order_by("id")
    before: dict[int, int] = {}
    person: dict[int, int] = {}
    spoken: set[int] = set()
    unbiased: dict[int, bool] = {}
    for assessment, attempt, marker, is_released, wording, batch in rows.values_list(
        "id", "attempt_id", "marker", "released", "rubric__digest", "batch"
    ):
        if marker == Marker.INSTRUCTOR:
            spoken.add(attempt)
            if is_released and wording == digest:
                person[attempt] = assessment
            continue
        if batch is None:  # what was carried was said when what it was made of was said
            unbiased[attempt] = attempt not in spoken
        if unbiased.get(attempt) and wording == digest:
            before[attempt] = assessment
    both = [(before[attempt], last) for attempt, last in person.items() if attempt in before]
    return sorted(both, key=lambda pair: pair[1])[-MOST:]
