import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marker", models.CharField(max_length=16)),
                ("author", models.CharField(blank=True, default="", max_length=255)),
                ("released", models.BooleanField()),
                ("created_at", models.DateTimeField()),
                ("engine_version", models.CharField(blank=True, default="", max_length=64)),
                ("language", models.CharField(blank=True, default="", max_length=16)),
                ("flags", models.JSONField(blank=True, default=list)),
                ("comment", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("course", models.CharField(max_length=255)),
                ("learner", models.CharField(max_length=255)),
                ("username", models.CharField(max_length=255)),
                ("number", models.PositiveIntegerField()),
                ("mode", models.CharField(max_length=16)),
                ("state", models.CharField(max_length=16)),
                ("drafted", models.BooleanField(default=False)),
                ("submission", models.CharField(max_length=36, unique=True)),
                ("words", models.PositiveIntegerField()),
                ("language", models.CharField(blank=True, default="", max_length=16)),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("flags", models.JSONField(blank=True, default=list)),
                ("submitted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(blank=True, default="", max_length=255)),
                ("action", models.CharField(max_length=32)),
                ("reason", models.CharField(blank=True, default="", max_length=1000)),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                ("rubric_digest", models.CharField(blank=True, default="", max_length=64)),
                ("engine_version", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ItemResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("course", models.CharField(max_length=255)),
                ("learner", models.CharField(max_length=255)),
                ("username", models.CharField(max_length=255)),
                ("item", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("response", models.JSONField()),
                ("earned", models.FloatField()),
                ("possible", models.FloatField()),
                ("answered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=64)),
                ("level", models.CharField(blank=True, default="", max_length=64)),
                ("points", models.FloatField()),
                ("confidence", models.FloatField(blank=True, null=True)),
                ("probabilities", models.JSONField(blank=True, default=list)),
                ("abstained", models.BooleanField(default=False)),
                ("evidence", models.JSONField(blank=True, default=list)),
                ("comment", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="RubricVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64)),
                ("body", models.TextField()),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.UniqueConstraint(
                fields=("unit", "digest"), name="empathy_rubric_once"
            ),
        ),
        migrations.AddField(
            model_name="mark",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="marks",
                to="empathy_xblock.assessment",
            ),
        ),
        migrations.AddIndex(
            model_name="itemresult",
            index=models.Index(fields=["unit", "username"], name="empathy_item_username"),
        ),
        migrations.AddConstraint(
            model_name="itemresult",
            constraint=models.UniqueConstraint(
                fields=("unit", "learner", "item", "number"), name="empathy_item_once"
            ),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="attempt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="empathy_xblock.attempt",
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="empathy_xblock.rubricversion",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="attempt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to="empathy_xblock.attempt",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="rubric",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="empathy_xblock.rubricversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                fields=("assessment", "criterion"), name="empathy_mark_once"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["unit", "state", "submitted_at", "id"], name="empathy_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["unit", "submitted_at", "id"], name="empathy_queue_all"),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["unit", "username"], name="empathy_username"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                fields=("unit", "learner", "number"), name="empathy_attempt_once"
            ),
        ),
    ]
