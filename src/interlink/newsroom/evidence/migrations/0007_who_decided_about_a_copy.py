"""Note the account of whoever decided about a copy; the name stays, as accounts may go."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def find_accounts(apps, schema_editor):
    """Find who it was where the name that was noted is one account's alone."""
    Decision, User = apps.get_model("evidence", "CopyDecision"), apps.get_model("accounts", "User")
    for name in set(Decision.objects.values_list("by_name", flat=True)):
        found = User.objects.filter(models.Q(display_name=name) | models.Q(display_name="", username=name))
        if found.count() == 1:
            Decision.objects.filter(by_name=name, by=None).update(by=found.get())


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0006_copies_elsewhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("copydecision", "by", "by_name"),
        migrations.AddField(
            "copydecision",
            "by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(find_accounts, migrations.RunPython.noop),
    ]
