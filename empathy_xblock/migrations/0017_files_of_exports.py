"""Files of exports have a format and are kept compressed. Those of before are made anew."""

from django.db import migrations, models


def forget(apps, schema_editor):
    """Delete the files there are: they are made again by one press."""
    apps.get_model("empathy_xblock", "JobPart").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0016_changed_work"),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="job",
            name="format",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.RemoveField(model_name="jobpart", name="body"),
        migrations.AddField(
            model_name="jobpart",
            name="body",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
