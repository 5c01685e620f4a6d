import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('level', models.CharField(choices=[('province', 'tỉnh, thành phố'), ('xa', 'xã'), ('phuong', 'phường'), ('dac_khu', 'đặc khu')], max_length=10)),
                ('name', models.CharField(help_text='Tên riêng, có cấp: «Phường Hòa Bình»', max_length=100)),
                ('hostname', models.CharField(blank=True, help_text='Tên miền riêng của trang, nếu có', max_length=253)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('police_phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('opening_hours', models.CharField(blank=True, max_length=200)),
                ('due_soon_days', models.PositiveSmallIntegerField(default=2, help_text='Sắp đến hạn: còn từng này ngày làm việc')),
                ('escalate_after_days', models.PositiveSmallIntegerField(default=5, help_text='Quá hạn hơn từng này ngày làm việc thì báo Chủ tịch')),
                ('sealing_key', models.CharField(blank=True, help_text='Khóa công khai của tỉnh: đơn về lãnh đạo cơ quan dưới được niêm phong cho khóa này', max_length=64)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='office.office')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('full_name', models.CharField(max_length=100, verbose_name='họ và tên')),
                ('post', models.CharField(blank=True, help_text='Người dân đọc chức vụ, không đọc tên', max_length=120, verbose_name='chức vụ')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư công vụ')),
                ('is_active', models.BooleanField(default=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='office.office')),
            ],
            options={
                'ordering': ['username'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Ký hiệu trong số văn bản: KT, VHXH, VP', max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='office.office')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=30)),
                ('words', models.CharField(help_text='Như người dân đọc trên mẫu gửi', max_length=100)),
                ('along', models.CharField(blank=True, help_text='Phối hợp, hoặc chuyển đến', max_length=200)),
                ('added_by', models.CharField(default='danh mục mặc định', help_text='Ai đưa vào danh mục (chức vụ)', max_length=120)),
                ('routing_words', models.JSONField(blank=True, default=list, help_text='Chữ cơ quan thêm để nhận ra lĩnh vực: chữ, và chức vụ người thêm')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='office.office')),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('granted_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oversees', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overseen_by', to='office.unit')),
            ],
            options={
                'ordering': ['granted_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='office.unit'),
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(default='tổ dân phố', max_length=30)),
                ('name', models.CharField(help_text='«3», «Đồng Tâm»; không kèm nhãn', max_length=80)),
                ('aliases', models.JSONField(blank=True, default=list, help_text='Tên cũ, tên thường gọi')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='office.office')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('office', 'label', 'name'), name='area_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clerk', 'công chức tiếp nhận'), ('reception_officer', 'công chức tiếp công dân'), ('handler', 'chuyên viên xử lý'), ('head_of_unit', 'Trưởng phòng, Phó Trưởng phòng'), ('office_head', 'Chánh Văn phòng'), ('approver', 'người duyệt: Chủ tịch'), ('vice_chairman', 'Phó Chủ tịch phụ trách lĩnh vực'), ('records_officer', 'văn thư'), ('auditor', 'người giám sát'), ('administrator', 'quản trị hệ thống')], max_length=20)),
                ('granted_at', models.DateTimeField()),
                ('until', models.DateField(help_text='Hết ngày này thì thôi; trống là không định ngày', null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['granted_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'role'), name='role_held_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('office', 'code'), name='unit_code_once'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('office', 'slug'), name='topic_once'),
        ),
        migrations.AddConstraint(
            model_name='oversight',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person', 'unit'), name='overseen_once'),
        ),
    ]
