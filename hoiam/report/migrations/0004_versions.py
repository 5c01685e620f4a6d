import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("report", "0003_versions_filled")]
    operations = [
        migrations.RemoveField(model_name="published", name="report"),
        migrations.AlterField("report", "first", models.DateField()),
        migrations.AlterField("report", "last", models.DateField()),
        migrations.AlterField(
            "published",
            "frozen",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="published", to="report.frozen"
            ),
        ),
    ]
