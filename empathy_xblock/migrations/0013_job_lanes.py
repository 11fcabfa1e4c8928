"""Long work in lanes: how far each job is moves from the job to a lane of its own."""

import django.db.models.deletion
from django.db import migrations, models


def lanes(apps, schema_editor):
    """Give each job one lane; what is under way waits there for a worker."""
    job, lane = (apps.get_model("empathy_xblock", name) for name in ("Job", "JobLane"))
    for row in job.objects.iterator():
        state = "queued" if row.active else row.state
        lane.objects.create(
            job=row,
            state=state,
            position=row.position,
            last=row.last,
            done=row.done,
            updated_at=row.updated_at,
        )
        job.objects.filter(pk=row.pk).update(state=state)


def positions(apps, schema_editor):
    """Put back how far each job is; one in several lanes begins anew."""
    for row in apps.get_model("empathy_xblock", "Job").objects.iterator():
        mine = list(row.lanes.order_by("pk"))
        row.last = max((lane.last for lane in mine), default=0)
        row.done = sum(lane.done for lane in mine)
        row.position = mine[0].position if len(mine) == 1 else 0
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0012_fill_queue_filters"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobLane",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=16)),
                ("worker", models.CharField(blank=True, default="", max_length=32)),
                ("position", models.BigIntegerField(default=0)),
                ("first", models.BigIntegerField(default=0)),
                ("last", models.BigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lanes",
                        to="empathy_xblock.job",
                    ),
                ),
            ],
        ),
        migrations.RunPython(lanes, positions),
        migrations.RemoveField(model_name="job", name="worker"),
        migrations.RemoveField(model_name="job", name="position"),
        migrations.RemoveField(model_name="job", name="last"),
        migrations.RemoveField(model_name="job", name="done"),
    ]
