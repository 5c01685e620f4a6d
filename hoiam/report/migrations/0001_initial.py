import django.db.models.deletion
import hoiam.files.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('office', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FactBook',
            fields=[
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='office.office')),
                ('definitions', models.CharField(help_text='Dấu của các cách tính; khác đi thì phải đếm lại', max_length=64)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('period', models.CharField(max_length=20)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('cut_off_at', models.DateTimeField(help_text='Thời điểm chốt số liệu')),
                ('due_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('fell_due_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='office.office')),
                ('to', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duties_owed', to='office.office')),
            ],
            options={
                'ordering': ['office', 'kind', '-last'],
            },
        ),
        migrations.CreateModel(
            name='DutyExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at_was', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='report.duty')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DutyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('days', models.PositiveSmallIntegerField(help_text='Sau ngày cuối của kỳ')),
                ('working_days', models.BooleanField(help_text='Có: ngày làm việc; không: ngày theo lịch')),
                ('time', models.TimeField()),
                ('valid_from', models.DateField(help_text='Từ kỳ kết thúc vào ngày này')),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='duty_rules', to='office.office')),
            ],
            options={
                'ordering': ['to', 'kind', 'valid_from', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bucket', models.DateField()),
                ('restricted', models.BooleanField()),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(blank=True, max_length=12)),
                ('measure', models.CharField(max_length=60)),
                ('part', models.CharField(blank=True, max_length=200)),
                ('n', models.BigIntegerField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
        ),
        migrations.CreateModel(
            name='Frozen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('note', models.CharField(blank=True, help_text='Vì sao có bản này; bản đầu không cần', max_length=500)),
                ('public', models.JSONField(help_text='Bản công khai')),
                ('inside', models.JSONField(help_text='Bản gửi cấp trên: số chính xác của đơn khiếu nại, tố cáo')),
                ('salt', models.BinaryField(max_length=32)),
                ('inside_commitment', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('post', models.CharField(blank=True, help_text='Chức vụ người chốt', max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['report', 'version'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='report.frozen')),
            ],
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inside', models.BooleanField()),
                ('figure', models.CharField(max_length=60)),
                ('definition', models.PositiveSmallIntegerField(help_text='Bản của cách tính')),
                ('value', models.FloatField(null=True)),
                ('numerator', models.BigIntegerField(null=True)),
                ('denominator', models.BigIntegerField(null=True)),
                ('histogram', models.JSONField(default=list, help_text='[[ngày, số lượt], …]: trung vị của nhiều cơ quan tính từ đây')),
                ('parts', models.JSONField(default=dict, help_text='{khóa: số}')),
                ('unknown', models.CharField(blank=True, max_length=300)),
                ('frozen', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='report.frozen')),
            ],
        ),
        migrations.CreateModel(
            name='IssuedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Số, ký hiệu: 05/BC-UBND', max_length=60)),
                ('dated', models.DateField()),
                ('signer', models.CharField(help_text='Người ký, như trên văn bản', max_length=120)),
                ('post', models.CharField(help_text='Chức vụ người ký', max_length=120)),
                ('file', hoiam.files.fields.StoredName(max_length=40, unique=True)),
                ('digest', models.CharField(help_text='SHA-256 của tệp, đúng từng byte', max_length=64)),
                ('pages', models.PositiveSmallIntegerField()),
                ('is_scan', models.BooleanField(help_text='Bản quét: không có chữ để so')),
                ('signatures', models.JSONField(help_text='Chữ ký số: người ký, cơ quan, còn nguyên, tin cậy, lúc nào')),
                ('differences', models.PositiveSmallIntegerField(help_text='Số chỗ khác báo cáo đã chốt')),
                ('why_different', models.CharField(blank=True, max_length=500)),
                ('public', models.BooleanField(help_text='Không phải bản gửi cấp trên, có số chính xác của đơn khiếu nại, tố cáo')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issued', to='report.frozen')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=32, unique=True)),
                ('what', models.CharField(choices=[('documents', 'Văn bản (PDF và Word)'), ('all', 'Mọi tệp, cả số liệu')], max_length=9)),
                ('kind', models.CharField(max_length=24)),
                ('period', models.CharField(max_length=20)),
                ('inside', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('stopped_at', models.DateTimeField(null=True)),
                ('packing_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='office.office')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='JobItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'đang chờ'), ('taken', 'đang lập'), ('done', 'xong'), ('missing', 'chưa có báo cáo'), ('failed', 'lỗi')], default='waiting', max_length=7)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('taken_at', models.DateTimeField(null=True)),
                ('message', models.CharField(blank=True, max_length=200)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='report.job')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NumberedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='05', max_length=10)),
                ('dated', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='report.frozen')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Peer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Dòng khóa công khai: mã cơ quan, dấu, khóa', max_length=200)),
                ('url', models.CharField(blank=True, help_text='Nơi gửi đến; trống khi bên kia tự gửi, hoặc mang tệp', max_length=200)),
                ('authority', models.TextField(blank=True, help_text='Chứng thư gốc riêng (PEM) mà máy chủ bên kia dùng, nếu có')),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='peers', to='office.office')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='peer_of', to='office.office')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='LedgerFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('what', models.CharField(choices=[('rolled_back', 'nhật ký bị lùi lại'), ('rewritten', 'nhật ký bị viết lại'), ('not_shown', 'không chứng minh được nhật ký nối tiếp')], max_length=12)),
                ('kept', models.BigIntegerField(help_text='Số dòng của mốc đã giữ')),
                ('shown', models.BigIntegerField(help_text='Số dòng của mốc trong gói')),
                ('at', models.DateTimeField()),
                ('peer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='faults', to='report.peer')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.TextField(help_text='Dòng chữ ký, đứng dưới mốc')),
                ('seen_at', models.DateTimeField()),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='ledger.checkpoint')),
                ('peer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report.peer')),
            ],
            options={
                'ordering': ['seen_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Published',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='report.frozen')),
            ],
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField(help_text='Trống: từ ngày đầu trở đi', null=True)),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reliefs', to='office.office')),
            ],
            options={
                'ordering': ['first', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('period', models.CharField(help_text='2026-W46', max_length=20)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='office.office')),
            ],
            options={
                'ordering': ['office', 'kind', '-last'],
            },
        ),
        migrations.CreateModel(
            name='PlannedTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('times', models.PositiveSmallIntegerField(default=0, help_text='Đã chuyển kỳ mấy lần')),
                ('at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('carried_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='report.plannedtask')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_tasks', to='report.report')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Narrative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('leadership', 'Công tác chỉ đạo, điều hành'), ('economy', 'Kinh tế'), ('society', 'Văn hóa – xã hội'), ('defence', 'Quốc phòng, an ninh'), ('letters', 'Tiếp công dân, xử lý đơn thư'), ('reform', 'Cải cách hành chính, chuyển đổi số'), ('information', 'Thông tin, tuyên truyền'), ('strengths', 'Ưu điểm'), ('limits', 'Tồn tại, hạn chế'), ('causes', 'Nguyên nhân'), ('tasks', 'Nhiệm vụ trọng tâm kỳ tới'), ('proposals', 'Kiến nghị, đề xuất')], max_length=12)),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='narratives', to='report.report')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='frozen',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='report.report'),
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(help_text='section:economy, figure:papers_in', max_length=80)),
                ('text', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='report.report')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SectionOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('section', models.CharField(max_length=12)),
                ('days', models.SmallIntegerField(help_text='Không hoặc âm: số ngày trước ngày cuối kỳ; dương: số ngày làm việc sau ngày cuối kỳ')),
                ('time', models.TimeField()),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='section_owners', to='office.office')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SentBundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('digest', models.CharField(blank=True, help_text='Mã băm của bản kê; trống khi gói chưa lập', max_length=64)),
                ('size', models.BigIntegerField(default=0, help_text='Số dòng của mốc đối chiếu trong gói')),
                ('file', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('peer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='report.peer')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Acknowledged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_in', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('answered_at', models.DateTimeField(help_text='Theo đồng hồ của máy chủ nhận')),
                ('text', models.TextField(help_text='Câu trả lời có chữ ký, như đã nhận')),
                ('at', models.DateTimeField()),
                ('bundle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledged', to='report.sentbundle')),
            ],
        ),
        migrations.CreateModel(
            name='SentenceEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=60)),
                ('pieces', models.JSONField(help_text='[[chữ, số liệu, cách đọc, số gõ tay], …]; rỗng: bỏ câu này; không có: câu của máy', null=True)),
                ('known', models.JSONField(default=list, help_text='[[số liệu, cách đọc], …] mà câu của máy có lúc sửa')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sentence_edits', to='report.report')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SentSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=12)),
                ('nothing', models.CharField(blank=True, help_text='Vì sao không phát sinh', max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('narrative', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report.narrative')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_sections', to='report.report')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SignedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', hoiam.files.fields.StoredName(max_length=40, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='report.frozen')),
                ('numbered', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='report.numberedreport')),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('on_time', models.BooleanField(help_text='Nộp không sau hạn, tính lúc nộp')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('duty', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='report.duty')),
                ('frozen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='report.frozen')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submitted_reports', to='office.office')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='sentbundle',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='report.submission'),
        ),
        migrations.CreateModel(
            name='TakenBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='report.submission')),
            ],
        ),
        migrations.CreateModel(
            name='TakenIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('file', hoiam.files.fields.StoredName(max_length=40)),
                ('size', models.BigIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('checkpoint', models.TextField(help_text='Mốc đối chiếu của nơi gửi, có thêm chữ ký của ta')),
                ('differing', models.JSONField(default=list, help_text='Số liệu tính theo cách khác ở đây')),
                ('at', models.DateTimeField()),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_in', to='report.frozen')),
                ('peer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='taken_in', to='report.peer')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_in', to='report.submission')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('figure', models.CharField(max_length=60)),
                ('value', models.FloatField(null=True)),
                ('paper', models.CharField(help_text='Số, ký hiệu, ngày của văn bản giao', max_length=120)),
                ('salt', models.BinaryField(max_length=32)),
                ('commitment', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='office.office')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TaskResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('done', 'Đã hoàn thành'), ('partly', 'Hoàn thành một phần'), ('not_done', 'Chưa thực hiện được'), ('dropped', 'Không thực hiện nữa')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='report.plannedtask')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('kinds', models.JSONField(default=list, help_text='Các loại nội dung; trống: mọi loại')),
                ('outcome', models.CharField(blank=True, choices=[('solved', 'Đã giải quyết xong'), ('partly', 'Đã giải quyết một phần'), ('answered', 'Đã trả lời, giải thích'), ('passed_on', 'Đã chuyển cơ quan có thẩm quyền'), ('guided', 'Đã hướng dẫn'), ('refused', 'Không xử lý được'), ('withdrawn', 'Người gửi rút'), ('filed', 'Lưu đơn (không đủ điều kiện xử lý)'), ('returned_letter', 'Trả lại đơn'), ('twin', 'Trùng, cùng trả lời với hồ sơ khác')], max_length=16)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.area')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='office.office')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.topic')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TypedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.CharField(max_length=60)),
                ('definition', models.PositiveSmallIntegerField(help_text='Bản của cách tính')),
                ('value', models.FloatField(null=True)),
                ('unknown', models.CharField(blank=True, help_text='Vì sao chưa có số liệu', max_length=300)),
                ('source', models.CharField(max_length=120)),
                ('file', hoiam.files.fields.StoredName(blank=True, help_text='Tên ngẫu nhiên trong HOIAM_HOME/files', max_length=40)),
                ('thumbnail', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('sort', models.CharField(blank=True, max_length=5)),
                ('salt', models.BinaryField(max_length=32)),
                ('commitment', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typed_values', to='report.report')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('accepted', 'tiếp nhận'), ('returned', 'trả lại, yêu cầu bổ sung'), ('reopened', 'bỏ tiếp nhận')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='report.submission')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='WeekStart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(help_text='Ngày đầu của tuần đầu tiên theo cách mới')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='week_starts', to='office.office')),
            ],
            options={
                'ordering': ['first'],
            },
        ),
        migrations.CreateModel(
            name='CouncilSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='«kỳ họp thứ 10»', max_length=60)),
                ('opened_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_sessions', to='office.office')),
            ],
            options={
                'ordering': ['opened_on'],
                'constraints': [models.UniqueConstraint(fields=('office', 'opened_on'), name='council_session_once')],
            },
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['to', 'kind', 'period'], name='duty_owed_of_a_period'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(fields=['to', 'kind', 'last'], name='duty_owed_in_order'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(condition=models.Q(('fell_due_at__isnull', True)), fields=['due_at'], name='duty_to_fall_due'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('office', 'kind', 'period', 'to'), name='duty_once'),
        ),
        migrations.AddIndex(
            model_name='dutyrule',
            index=models.Index(fields=['to', 'kind', 'valid_from'], name='duty_rule_in_force'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['measure', 'bucket', 'office', 'restricted', 'unit', 'kind', 'part', 'n'], name='fact_rolled_up'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(fields=('office', 'bucket', 'restricted', 'unit', 'kind', 'measure', 'part'), name='fact_once'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.UniqueConstraint(fields=('frozen', 'inside', 'figure'), name='frozen_figure_once'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('finished_at__isnull', True), ('stopped_at__isnull', True)), fields=['at'], name='job_under_way'),
        ),
        migrations.AddIndex(
            model_name='jobitem',
            index=models.Index(fields=['job', 'state'], name='job_items_left'),
        ),
        migrations.AddConstraint(
            model_name='jobitem',
            constraint=models.UniqueConstraint(fields=('job', 'office'), name='job_item_once'),
        ),
        migrations.AddConstraint(
            model_name='peer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('office', 'other'), name='peer_once'),
        ),
        migrations.AddConstraint(
            model_name='peer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('office', 'key'), name='peer_key_once'),
        ),
        migrations.AddConstraint(
            model_name='ledgerfault',
            constraint=models.UniqueConstraint(fields=('peer', 'digest'), name='ledger_fault_once'),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.UniqueConstraint(fields=('checkpoint', 'peer'), name='cosigned_once'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['kind', 'period'], name='report_of_a_period'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('office', 'kind', 'period'), name='report_once'),
        ),
        migrations.AddConstraint(
            model_name='frozen',
            constraint=models.UniqueConstraint(fields=('report', 'version'), name='report_version_once'),
        ),
        migrations.AddConstraint(
            model_name='sectionowner',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('office', 'kind', 'section', 'unit'), name='section_owned_once'),
        ),
        migrations.AddIndex(
            model_name='sentbundle',
            index=models.Index(fields=['digest'], name='bundle_of_a_digest'),
        ),
        migrations.AddConstraint(
            model_name='sentbundle',
            constraint=models.UniqueConstraint(fields=('peer', 'sequence'), name='bundle_sequence_once'),
        ),
        migrations.AddConstraint(
            model_name='takenin',
            constraint=models.UniqueConstraint(fields=('peer', 'sequence'), name='taken_in_sequence_once'),
        ),
        migrations.AddConstraint(
            model_name='takenin',
            constraint=models.UniqueConstraint(fields=('peer', 'digest'), name='taken_in_once'),
        ),
        migrations.AddIndex(
            model_name='target',
            index=models.Index(fields=['office', 'year', 'figure', 'at', 'id'], name='target_newest'),
        ),
        migrations.AddIndex(
            model_name='typedvalue',
            index=models.Index(fields=['report', 'figure', 'at', 'id'], name='typed_newest'),
        ),
        migrations.AddConstraint(
            model_name='typedvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('value__isnull', True), models.Q(('unknown', ''), _negated=True)), models.Q(('value__isnull', False), ('unknown', '')), _connector='OR'), name='typed_value_or_reason'),
        ),
        migrations.AddConstraint(
            model_name='weekstart',
            constraint=models.UniqueConstraint(fields=('office', 'first'), name='week_start_once'),
        ),
    ]
