"""A class is counted on indexes: of its answers, of attempts by number, and of what waits."""

import json

from django.db import migrations, models, transaction

#: Few enough that nobody waits long for the rows of one transaction.
BATCH = 1000

SHORT = 255


def fill(apps, schema_editor):
    """Give each answer its short form, in batches; those that are too long keep none."""
    results = apps.get_model("empathy_xblock", "ItemResult").objects
    last = 0
    while keys := list(results.filter(pk__gt=last).order_by("pk").values_list("pk")[:BATCH]):
        by_short = {}
        for pk, response in results.filter(pk__in=[key for (key,) in keys]).values_list(
            "pk", "response"
        ):
            short = json.dumps(list(response), separators=(",", ":"))
            if len(short) <= SHORT:
                by_short.setdefault(short, []).append(pk)
        with transaction.atomic(using=schema_editor.connection.alias):
            for short, same in by_short.items():
                results.filter(pk__in=same, short="").update(short=short)
        (last,) = keys[-1]


class Migration(migrations.Migration):
    atomic = False  # each batch is a transaction of its own

    dependencies = [
        ("empathy_xblock", "0017_files_of_exports"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemresult",
            name="short",
            field=models.CharField(blank=True, default="", max_length=255),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["unit", "number"], name="empathy_attempt_number"),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["unit", "state", "mode"], name="empathy_attempt_mode"),
        ),
        migrations.AddIndex(
            model_name="itemresult",
            index=models.Index(
                fields=["unit", "number", "item", "short", "earned", "possible"],
                name="empathy_item_figures",
            ),
        ),
    ]
