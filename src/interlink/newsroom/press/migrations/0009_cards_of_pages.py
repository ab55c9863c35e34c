import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A card belongs to any page of the site. Nothing has drawn one yet, so the old table is empty."""

    dependencies = [
        ('press', '0008_quoting_and_placing'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.DeleteModel(name='Card'),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checksum', models.CharField(blank=True, db_index=True, help_text='How what is written on it begins as SHA-256; empty where its title cannot be set in our letters.', max_length=16)),
                ('look', models.CharField(help_text="The group's look as it was then, in the same way.", max_length=16)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='card', to='wagtailcore.page')),
            ],
        ),
    ]
