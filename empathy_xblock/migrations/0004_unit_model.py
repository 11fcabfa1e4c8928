from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0003_job"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("engine_version", models.CharField(max_length=64)),
                ("marked", models.PositiveIntegerField()),
                ("examples", models.PositiveIntegerField()),
                ("agreement", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("body", models.TextField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "digest", "version"), name="empathy_unit_model_once"
                    ),
                ],
            },
        ),
        # Large tables: columns without a default and without a check are added at once.
        migrations.AddField(
            model_name="assessment",
            name="unit_model",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attempt",
            name="teaches",
            field=models.IntegerField(blank=True, null=True),
        ),
    ]
