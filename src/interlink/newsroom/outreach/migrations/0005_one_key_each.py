from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0004_carry_over")]

    operations = [
        migrations.AlterField(
            model_name="subscriber",
            name="key",
            field=models.CharField(editable=False, max_length=254, unique=True),
        ),
    ]
