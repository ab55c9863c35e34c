"""Give each subscriber a key and a standing, and each mailing its course, from what was known before."""

from django.db import migrations
from django.db.models import F

from interlink.newsroom.outreach.addresses import read
from interlink.newsroom.outreach.errors import BadAddress


def _parts(email):
    try:
        found = read(email)
    except BadAddress:  # an address that was let in before; the mail server is to judge it
        return email.lower(), email.rpartition("@")[2].lower()
    return found.key, found.domain


def carry_over(apps, schema_editor):
    Subscriber = apps.get_model("outreach", "Subscriber")
    Mailing = apps.get_model("outreach", "Mailing")
    taken = set()
    # Of two spellings of one address the one that has left stays as it is: who has left stays away.
    for row in Subscriber.objects.order_by(F("left_at").desc(nulls_last=True), "pk").iterator():
        row.key, row.domain = _parts(row.email)
        row.how = "carried"
        row.standing = "left" if row.left_at else "active" if row.confirmed_at else "asked"
        if row.key in taken:
            row.key, row.standing = f"{row.key} (also {row.pk})", "left"
        taken.add(row.key)
        row.save()
    Mailing.objects.exclude(finished_at=None).update(course="finished")


class Migration(migrations.Migration):
    dependencies = [("outreach", "0003_ledger")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
