from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.TextField(unique=True)),
                ('df', models.IntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('ref', models.BigIntegerField(primary_key=True, serialize=False)),
                ('office_id', models.IntegerField()),
                ('published', models.BooleanField(default=False)),
                ('title', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('title_words', models.TextField(blank=True)),
                ('body_words', models.TextField(blank=True)),
                ('reading', models.JSONField(null=True)),
            ],
        ),
    ]
