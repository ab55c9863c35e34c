import django.db.models.deletion
from django.db import migrations, models


def name(apps, schema_editor):
    """Say of each mailing so far, all of digests, what it brings, in which language, and what that is called."""
    del schema_editor
    for mailing in apps.get_model("outreach", "Mailing").objects.select_related("digest__locale"):
        mailing.key = f"digest/{mailing.digest_id}"
        mailing.language = mailing.digest.locale.language_code
        mailing.title = mailing.digest.title
        mailing.save(update_fields=["key", "language", "title"])


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0005_one_key_each'),
        ('press', '0010_rhythm'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailing',
            name='begins_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='to be sent at'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='key',
            field=models.CharField(editable=False, max_length=80, null=True),
        ),
        migrations.AddField(
            model_name='mailing',
            name='kind',
            field=models.CharField(choices=[('digest', 'the weekly digest'), ('day', 'the posts of a day'), ('post', 'a post by itself'), ('removals', 'an alert of removals')], default='digest', max_length=8, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='language',
            field=models.CharField(default='', max_length=12, verbose_name='language'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='mailing',
            name='post',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mailings', to='press.postpage'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mailing',
            name='title',
            field=models.CharField(blank=True, max_length=300, verbose_name='title'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='until',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='course',
            field=models.CharField(choices=[('planned', 'set for a time'), ('going', 'on its way'), ('paused', 'paused'), ('cancelled', 'called off'), ('finished', 'finished')], default='going', max_length=9, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='digest',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mailing', to='press.digestpage', verbose_name='digest'),
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(fields=['kind', 'language', '-until'], name='mailing_spans'),
        ),
        migrations.RunPython(name, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='mailing',
            name='key',
            field=models.CharField(editable=False, max_length=80, unique=True),
        ),
    ]
