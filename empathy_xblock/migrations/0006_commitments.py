from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("empathy_xblock", "0005_queue_by_teaching"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
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
                ("made_at", models.DateTimeField()),
                ("asks_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=16)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["unit", "outcome", "asks_on"], name="empathy_follow_through"
                    ),
                    models.Index(fields=["unit", "username"], name="empathy_commitment_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "learner"), name="empathy_commitment_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedText",
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
                ("slot", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("ref", models.CharField(max_length=32, unique=True)),
                ("first", models.TextField()),
                ("second", models.TextField()),
                ("state", models.CharField(max_length=16)),
                ("reason", models.CharField(blank=True, default="", max_length=1000)),
                ("author", models.CharField(blank=True, default="", max_length=255)),
                ("shared_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "state", "id"], name="empathy_shared_wall"),
                    models.Index(fields=["unit", "username"], name="empathy_shared_username"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "learner", "slot"), name="empathy_shared_once"
                    )
                ],
            },
        ),
    ]
