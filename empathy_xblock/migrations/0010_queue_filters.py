import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0009_marking_aids"),
    ]

    operations = [
        # Large tables: columns without a default are added at once, and filled in 0012.
        migrations.AddField(
            model_name="attempt",
            name="listed",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="listed",
            field=models.BooleanField(default=True, null=True),
        ),
        migrations.AddField(
            model_name="standingmark",
            name="submitted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="standingmark",
            name="attempt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="standing_marks",
                to="empathy_xblock.attempt",
            ),
        ),
        migrations.CreateModel(
            name="AttemptFacet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("name", models.CharField(max_length=16)),
                ("value", models.CharField(max_length=255)),
                ("submitted_at", models.DateTimeField()),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facets",
                        to="empathy_xblock.attempt",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["unit", "name", "value", "submitted_at", "attempt"],
                        name="empathy_facet",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "name", "value"), name="empathy_facet_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("reviewer", models.CharField(max_length=255)),
                ("until", models.DateTimeField()),
                (
                    "attempt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claim",
                        to="empathy_xblock.attempt",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "reviewer"], name="empathy_claim_reviewer")
                ],
            },
        ),
    ]
