import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0009_cards_of_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='DigestRhythm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.PositiveSmallIntegerField(choices=[(1, 'every week'), (2, 'every second week'), (4, 'every fourth week')], default=1, verbose_name='how often')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Monday'), (2, 'Tuesday'), (3, 'Wednesday'), (4, 'Thursday'), (5, 'Friday'), (6, 'Saturday'), (7, 'Sunday')], help_text='The digest is about the days up to this one.', null=True, verbose_name='last day')),
                ('hour', models.PositiveSmallIntegerField(blank=True, choices=[(0, '00:00'), (1, '01:00'), (2, '02:00'), (3, '03:00'), (4, '04:00'), (5, '05:00'), (6, '06:00'), (7, '07:00'), (8, '08:00'), (9, '09:00'), (10, '10:00'), (11, '11:00'), (12, '12:00'), (13, '13:00'), (14, '14:00'), (15, '15:00'), (16, '16:00'), (17, '17:00'), (18, '18:00'), (19, '19:00'), (20, '20:00'), (21, '21:00'), (22, '22:00'), (23, '23:00')], help_text='On that day. A person signs it off.', null=True, verbose_name='hour of the draft')),
                ('daily_hour', models.PositiveSmallIntegerField(choices=[(0, '00:00'), (1, '01:00'), (2, '02:00'), (3, '03:00'), (4, '04:00'), (5, '05:00'), (6, '06:00'), (7, '07:00'), (8, '08:00'), (9, '09:00'), (10, '10:00'), (11, '11:00'), (12, '12:00'), (13, '13:00'), (14, '14:00'), (15, '15:00'), (16, '16:00'), (17, '17:00'), (18, '18:00'), (19, '19:00'), (20, '20:00'), (21, '21:00'), (22, '22:00'), (23, '23:00')], default=7, help_text='For subscribers who asked for the posts of each day.', verbose_name='hour of the daily mails')),
                ('time_zone', models.CharField(blank=True, help_text='Such as Europe/Paris. Left empty, the desk’s own.', max_length=64, verbose_name='time zone')),
            ],
            options={
                'verbose_name': 'rhythm of the digest',
            },
        ),
        migrations.AddField(
            model_name='digestpage',
            name='grouping',
            field=models.CharField(choices=[('none', 'one after the other'), ('story', 'by story'), ('subject', 'by subject')], default='none', max_length=8, verbose_name='posts are shown'),
        ),
        migrations.CreateModel(
            name='TitleForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('language', models.CharField(help_text='Its code, such as en.', max_length=12, verbose_name='language')),
                ('form', models.CharField(help_text='{lead} is the first post’s title, {group} the group’s name, {date} the last day.', max_length=200, verbose_name='form')),
                ('rhythm', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='press.digestrhythm')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('rhythm', 'language'), name='one_title_form_a_language')],
            },
        ),
    ]
