import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='ngày')),
                ('works', models.BooleanField(help_text='Có: ngày làm bù; không: ngày nghỉ', verbose_name='làm việc')),
                ('name', models.CharField(max_length=120, verbose_name='tên gọi')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='văn bản căn cứ')),
                ('provisional', models.BooleanField(default=False, verbose_name='dự kiến')),
                ('office', models.ForeignKey(blank=True, help_text='Để trống: mọi cơ quan', null=True, on_delete=django.db.models.deletion.PROTECT, to='office.office')),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.UniqueConstraint(fields=('office', 'day'), name='day_once_per_office'), models.UniqueConstraint(condition=models.Q(('office__isnull', True)), fields=('day',), name='day_once_for_all_offices')],
            },
        ),
    ]
