import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('local', models.BooleanField(default=False, help_text='Bản nâng cấp không ghi đè dòng này', verbose_name='sửa tại chỗ')),
                ('rule', models.SlugField(max_length=80, verbose_name='mã quy tắc')),
                ('kind', models.SlugField(max_length=20, verbose_name='loại nội dung')),
                ('label', models.CharField(max_length=80, verbose_name='tên loại')),
                ('authority', models.CharField(choices=[('law', 'văn bản luật'), ('office', 'quy chế của cơ quan')], default='office', max_length=6, verbose_name='căn cứ')),
                ('law', models.CharField(blank=True, max_length=120, verbose_name='văn bản')),
                ('basis', models.CharField(choices=[('received', 'ngày nhận'), ('sent', 'ngày gửi')], default='received', max_length=8, verbose_name='chọn theo')),
                ('channels', models.JSONField(blank=True, default=list, help_text='Trống: mọi nguồn', verbose_name='nguồn tiếp nhận')),
                ('area', models.CharField(blank=True, help_text='«remote»: vùng sâu, vùng xa', max_length=10, verbose_name='vùng')),
                ('valid_from', models.DateField(default=datetime.date(1900, 1, 1), verbose_name='có hiệu lực từ')),
                ('valid_to', models.DateField(default=datetime.date(9999, 12, 31), verbose_name='đến hết')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('step', models.SlugField(default='answer', max_length=20, verbose_name='bước')),
                ('step_label', models.CharField(max_length=80, verbose_name='tên bước')),
                ('start', models.CharField(default='receipt', max_length=14, verbose_name='tính từ')),
                ('length', models.PositiveSmallIntegerField(verbose_name='độ dài')),
                ('unit', models.CharField(choices=[('wd', 'ngày làm việc'), ('d', 'ngày')], default='wd', max_length=2, verbose_name='đơn vị')),
                ('clause', models.CharField(blank=True, max_length=80, verbose_name='điều khoản')),
                ('confidence', models.CharField(default='office', max_length=6, verbose_name='độ chắc chắn')),
                ('extension_length', models.PositiveSmallIntegerField(default=0, verbose_name='gia hạn thêm')),
                ('extension_unit', models.CharField(default='wd', max_length=2)),
                ('extension_times', models.PositiveSmallIntegerField(default=0, verbose_name='số lần gia hạn')),
                ('extension_from', models.CharField(default='end', max_length=5)),
                ('only_if', models.CharField(blank=True, help_text='«not_ours»: không thuộc thẩm quyền', max_length=10, verbose_name='chỉ khi')),
                ('office', models.ForeignKey(blank=True, help_text='Để trống: mọi cơ quan', null=True, on_delete=django.db.models.deletion.PROTECT, to='office.office')),
            ],
            options={
                'ordering': ['kind', 'rule', 'valid_from', 'position', 'id'],
                'indexes': [models.Index(fields=['kind', 'office'], name='rule_of_kind')],
                'constraints': [models.UniqueConstraint(fields=('office', 'rule', 'step', 'valid_from'), name='step_once_per_office'), models.UniqueConstraint(condition=models.Q(('office__isnull', True)), fields=('rule', 'step', 'valid_from'), name='step_once_for_all_offices')],
            },
        ),
    ]
