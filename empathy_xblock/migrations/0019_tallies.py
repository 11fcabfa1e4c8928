"""Counts of large units are kept; they are first counted when somebody asks for an overview."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0018_figures_by_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("base", models.BooleanField(null=True)),
                ("counts", models.JSONField()),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "base"), name="empathy_tally_base")
                ],
            },
        ),
    ]
