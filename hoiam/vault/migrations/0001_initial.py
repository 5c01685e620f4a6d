from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('number', models.CharField(max_length=9, primary_key=True, serialize=False)),
                ('blob', models.BinaryField()),
            ],
        ),
    ]
