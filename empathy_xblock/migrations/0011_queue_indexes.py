from django.db import migrations, models


class Migration(migrations.Migration):
    # By itself, so that the locks of the columns before are not held while they are built.
    dependencies = [
        ("empathy_xblock", "0010_queue_filters"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["unit", "listed", "submitted_at", "id"], name="empathy_listed"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["unit", "listed", "teaches", "id"], name="empathy_listed_teaches"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["unit", "drafted", "submitted_at", "id"], name="empathy_drafted"
            ),
        ),
        migrations.AddIndex(
            model_name="standingmark",
            index=models.Index(
                fields=["unit", "criterion", "level", "submitted_at", "attempt"],
                name="empathy_standing_queue",
            ),
        ),
    ]
