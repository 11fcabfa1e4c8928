from django.db import migrations, models


class Migration(migrations.Migration):
    # By itself, so that the locks of the columns before are not held while it is built.
    dependencies = [
        ("empathy_xblock", "0004_unit_model"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["unit", "state", "teaches", "id"], name="empathy_queue_teaches"
            ),
        ),
    ]
