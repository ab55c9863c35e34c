from django.db import migrations
from django.db.models import F


def greet(apps, schema_editor):
    apps.get_model("accounts", "User").objects.exclude(display_name="").update(first_name=F("display_name"))


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0005_length_allowed"),
    ]

    operations = [
        migrations.RunPython(greet, migrations.RunPython.noop),
    ]
