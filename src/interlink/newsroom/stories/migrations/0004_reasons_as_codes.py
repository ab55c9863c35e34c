from django.db import migrations, models

AT_ONCE = 1000
KNOWN = {"first report": "first", "put here by an editor": "by_hand", "same agency text": "same_text"}


def as_code(words):
    """Give the code of a reason that was kept in English; what it shared is in its words only."""
    if isinstance(words, dict):
        return words
    return {"code": KNOWN[words]} if words in KNOWN else {"code": "said", "words": words}


def to_codes(apps, schema_editor):
    membership = apps.get_model("stories", "Membership").objects
    for words, code in KNOWN.items():
        membership.filter(reason=words).update(why={"code": code})
    _each(membership.exclude(reason__in=KNOWN), "why", lambda row: as_code(row.reason))
    _each(apps.get_model("stories", "Change").objects.all(), "before", _before)
    stories = apps.get_model("stories", "Story").objects.exclude(relevance_reasons=[])
    _each(stories, "relevance_reasons", lambda row: [[as_code(words), points] for words, points in row.relevance_reasons])


def _before(change):
    items = {key: [*said[:-1], as_code(said[-1])] for key, said in change.before.get("items", {}).items()}
    return {**change.before, "items": items}


def _each(rows, field, value):
    waiting = []
    for row in rows.order_by("pk").iterator(AT_ONCE):
        setattr(row, field, value(row))
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            rows.model.objects.bulk_update(waiting, [field])
            waiting.clear()
    rows.model.objects.bulk_update(waiting, [field])


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0003_inbox_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='why',
            field=models.JSONField(default=dict, help_text='A code with its values, as `reasons` describes.', verbose_name='reason'),
        ),
        migrations.RunPython(to_codes, migrations.RunPython.noop, elidable=False),
        migrations.RemoveField(
            model_name='membership',
            name='reason',
        ),
        migrations.RenameField(
            model_name='membership',
            old_name='why',
            new_name='reason',
        ),
    ]
