import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=80)),
                ('at', models.DateTimeField(help_text='Thời điểm tính theo luật')),
                ('recorded_at', models.DateTimeField(help_text='Thời điểm máy ghi')),
                ('payload', models.JSONField()),
                ('canonical', models.TextField(help_text='Dạng chuẩn (RFC 8785) của cả dòng')),
                ('hash', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='office.office')),
            ],
            options={
                'ordering': ['office', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='office.office')),
                ('number', models.BigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('frontier', models.JSONField(help_text='Gốc các cây con đã đủ, để niêm phong tiếp mà không đọc lại')),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='office.office')),
            ],
            options={
                'ordering': ['office', 'size'],
                'constraints': [models.UniqueConstraint(fields=('office', 'size'), name='checkpoint_size_once')],
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='leaf', serialize=False, to='ledger.entry')),
                ('index', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'ordering': ['office', 'index'],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['subject', 'id'], name='entry_of_a_subject'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['office', 'kind', 'at'], name='entry_of_a_period'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='entry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='leaf',
            constraint=models.UniqueConstraint(fields=('office', 'index'), name='leaf_index_once'),
        ),
    ]
