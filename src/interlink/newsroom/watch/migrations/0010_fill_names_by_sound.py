"""Fills in, for the names that are there, how they are searched and how their words may sound."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from interlink.lib.names.heard import words_heard
from interlink.lib.names.normalise import fold

AT_ONCE = 1_000
LONGEST_FOLDED, LONGEST_SOUND = 400, 32
NOT_COMPARED = ("acronym", "nickname")


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Run again, it does the same: rows that are there are made anew."""
    alias_model, sound_model = apps.get_model("watch", "Alias"), apps.get_model("watch", "Sound")
    sound_model.objects.all().delete()
    rows, reached = alias_model.objects.order_by("pk").values_list("pk", "text", "kind"), 0
    while names := list(rows.filter(pk__gt=reached)[:AT_ONCE]):
        reached = names[-1][0]
        folded = [(fold(text)[:LONGEST_FOLDED], number) for number, text, _kind in names]
        with schema_editor.connection.cursor() as cursor:
            # A third of the time that bulk_update takes.
            cursor.executemany("UPDATE watch_alias SET folded = %s WHERE id = %s", folded)
        sounds = {
            (number, place, key[:LONGEST_SOUND])
            for number, text, kind in names
            if kind not in NOT_COMPARED
            for place, key in words_heard(text)
        }
        sound_model.objects.bulk_create(
            [sound_model(alias_id=number, place=place, key=key) for number, place, key in sorted(sounds)]
        )


class Migration(migrations.Migration):
    dependencies = [("watch", "0009_names_by_sound")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
