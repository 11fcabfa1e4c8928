"""What was settled or answered before is given the release that it rests on.

Who settles or answers with another level releases it in the same moment. Where nobody released
then, it is what stood, if the answer was another level than the one asked about, or than the first
reader's. What rests on a release that was taken back meanwhile stays as it is: nothing is opened
again by an upgrade, nor by taking back another release.

Files that were made before withhold no marks from who may still read them blind: where anything
waits for a second person, they go, and can be made anew; an export under way, or one that failed, begins anew when resumed.
"""

from datetime import timedelta

from django.db import migrations

BATCH = 500

#: What one person does in one transaction happens within this.
_MOMENT = timedelta(seconds=5)


def _stood(releases, at):
    """Return the newest release of then."""
    return next((one for one in reversed(releases) if one.created_at <= at), None)


def _standing(apps, release):
    """Return the release unless it was taken back since."""
    taken_back = apps.get_model("empathy_xblock", "Assessment").objects.filter(takes_back=release)
    return None if release is None or taken_back.exists() else release


def _releases(apps, row):
    """Return what people released of the attempt, without what was carried to another rubric."""
    carried = apps.get_model("empathy_xblock", "Job").objects.filter(unit=row.unit, kind="change")
    released = apps.get_model("empathy_xblock", "Assessment").objects.filter(
        attempt_id=row.attempt_id, marker="instructor", released=True
    )
    return list(released.exclude(batch__in=carried.values("pk")).order_by("pk"))


def _levels(apps, assessment):
    marks = apps.get_model("empathy_xblock", "Mark").objects.filter(assessment_id=assessment)
    return dict(marks.values_list("criterion", "level"))


def _of_look(apps, row):
    releases, at = _releases(apps, row), row.closed_at
    # An answer is dated before what it releases.
    then = (one for one in releases if at <= one.created_at <= at + _MOMENT)
    made = next((one for one in then if one.author == row.closed_by), None)
    found = made or (_stood(releases, at) if row.level_after != row.level else None)
    return _standing(apps, found)


def _of_reading(apps, row):
    found = _stood(_releases(apps, row), row.settled_at)  # which is dated after what it releases
    same = found is None or _levels(apps, found.pk) == _levels(apps, row.first_id)
    return None if same else _standing(apps, found)


def _fill(rows, find):
    """Go through the rows by primary key; doing it again is no harm."""
    last = 0
    while some := list(rows.filter(pk__gt=last, release=None).order_by("pk")[:BATCH]):
        for row in some:
            found = find(row)
            if found is not None:
                rows.filter(pk=row.pk, release=None).update(release=found)
        last = some[-1].pk


def fill(apps, schema_editor):
    """Fill in the column of both tables."""
    looks = apps.get_model("empathy_xblock", "AnotherLook").objects
    readings = apps.get_model("empathy_xblock", "SecondReading").objects
    _fill(looks.filter(state__in=("kept", "changed")), lambda row: _of_look(apps, row))
    _fill(readings.filter(state="settled"), lambda row: _of_reading(apps, row))


def forget_files(apps, schema_editor):
    """Delete the files of exports of the units in which anything waits for a second person."""
    waiting = apps.get_model("empathy_xblock", "SecondReading").objects.filter(state="waiting")
    units = list(waiting.values_list("unit", flat=True).distinct())
    exports = apps.get_model("empathy_xblock", "Job").objects.filter(kind="export", unit__in=units)
    ids = list(exports.values_list("pk", flat=True))
    halfway = exports.filter(pk__in=ids).exclude(state="done")
    # Before the lines go: that waits for the step under way, and there is none after it.
    lanes = apps.get_model("empathy_xblock", "JobLane").objects
    lanes.filter(job__in=list(halfway.values_list("pk", flat=True))).update(
        state="failed", worker=""
    )
    halfway.update(state="failed", active=None, error="Erased")
    apps.get_model("empathy_xblock", "JobPart").objects.filter(job__in=ids).delete()


class Migration(migrations.Migration):
    # Not one transaction: a live platform goes on beside it.
    atomic = False

    dependencies = [
        ("empathy_xblock", "0020_what_answers_rest_on"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(forget_files, migrations.RunPython.noop, elidable=True),
    ]
