"""What was settled, and what was answered, names the release that it rests on."""

import django.db.models.deletion
from django.db import migrations, models


def _release():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="empathy_xblock.assessment",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0019_tallies"),
    ]

    operations = [
        migrations.AddField("anotherlook", "release", _release()),
        migrations.AddField("secondreading", "release", _release()),
    ]
