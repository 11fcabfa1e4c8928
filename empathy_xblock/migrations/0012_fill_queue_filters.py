"""What is kept already is given the columns and facets by which the queue finds it."""

from django.db import migrations, transaction
from django.db.models import OuterRef, Subquery

#: Few enough that nobody waits long for the rows of one transaction.
BATCH = 500

SURE, FAIRLY_SURE = 0.8, 0.5


def _band(confidence):
    if confidence >= SURE:
        return "sure"
    return "fairly" if confidence >= FAIRLY_SURE else "unsure"


def _facets(attempt, reviewer):
    yield from (("flag", flag) for flag in attempt.flags if flag)
    if attempt.confidence is not None:
        yield "confidence", _band(attempt.confidence)
    if reviewer:
        yield "reviewer", reviewer


def _fill(apps, keys):
    attempts = apps.get_model("empathy_xblock", "Attempt").objects
    facet = apps.get_model("empathy_xblock", "AttemptFacet")
    marks = apps.get_model("empathy_xblock", "StandingMark").objects
    newest = (
        apps.get_model("empathy_xblock", "Assessment")
        .objects.filter(attempt=OuterRef("pk"), marker="instructor")
        .order_by("-pk")
    )
    # Locked, so that what is marked meanwhile waits, and finds its facets there.
    rows = list(attempts.filter(pk__in=keys).select_for_update().order_by("pk"))
    by = attempts.filter(pk__in=keys).annotate(by=Subquery(newest.values("author")[:1]))
    reviewers = dict(by.values_list("pk", "by"))
    for listed in (True, False):
        same = [row.pk for row in rows if (row.state != "superseded") is listed]
        attempts.filter(pk__in=same).update(listed=listed)
    there = set(facet.objects.filter(attempt__in=keys).values_list("attempt", "name", "value"))
    facet.objects.bulk_create(
        facet(
            unit=row.unit,
            attempt=row,
            name=name,
            value=value,
            submitted_at=row.submitted_at,
        )
        for row in rows
        if row.state != "superseded"
        for name, value in dict.fromkeys(_facets(row, reviewers.get(row.pk)))
        if (row.pk, name, value) not in there
    )
    for row in rows:
        marks.filter(attempt=row.pk, submitted_at=None).update(submitted_at=row.submitted_at)


def fill(apps, schema_editor):
    """Go through the attempts by primary key, a few to a transaction; doing it again is no harm."""
    attempts = apps.get_model("empathy_xblock", "Attempt").objects.order_by("pk")
    last = 0
    while keys := list(attempts.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _fill(apps, keys)
        last = keys[-1]


class Migration(migrations.Migration):
    # Not one transaction: a live platform goes on beside it.
    atomic = False

    dependencies = [
        ("empathy_xblock", "0011_queue_indexes"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
