import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0011_editions'),
        ('watch', '0008_subjects_one_or_two'),
    ]

    operations = [
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filed', models.BooleanField(help_text='Whether it belongs under the subject; else it is kept out.')),
                ('post', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='filings', to='press.postpage')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='watch.subject', verbose_name='subject')),
            ],
            options={
                'verbose_name': 'filing',
                'verbose_name_plural': 'filings',
                'constraints': [models.UniqueConstraint(fields=('post', 'subject'), name='filed_once')],
            },
        ),
    ]
