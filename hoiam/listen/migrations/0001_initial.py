import datetime
import django.db.models.deletion
import hoiam.files.fields
import hoiam.listen.message.promise
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
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=32, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'chờ chọn cột'), ('running', 'đang vào sổ'), ('stopped', 'tạm dừng'), ('done', 'xong')], default='waiting', max_length=8)),
                ('shape', models.CharField(max_length=64)),
                ('columns', models.JSONField(default=dict)),
                ('channel', models.CharField(blank=True, max_length=12)),
                ('sealed_rows', models.BinaryField(help_text='Hàng tiêu đề và các hàng, đã niêm kín; trống khi xong')),
                ('total', models.PositiveIntegerField()),
                ('taken', models.PositiveIntegerField(default=0, help_text='Số hàng đã đọc; đọc tiếp từ đây')),
                ('received', models.PositiveIntegerField(default=0)),
                ('already', models.PositiveIntegerField(default=0)),
                ('wrong', models.JSONField(default=list, help_text='Hàng nào, vì sao; không chép lại chữ trong hàng')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_files', to='office.office')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='MailRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('taken', models.PositiveIntegerField(default=0, help_text='Số thư đã vào sổ trong lượt này')),
                ('automatic', models.PositiveIntegerField(default=0, help_text='Thư máy trả lời tự động, không vào sổ')),
                ('left', models.PositiveIntegerField(default=0, help_text='Thư máy không đọc được hoặc quá nặng, còn nguyên')),
                ('failed', models.CharField(blank=True, help_text='Loại lỗi, khi không vào được hộp thư', max_length=80)),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_round', to='office.office')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=9, unique=True)),
                ('key_hash', models.CharField(max_length=64)),
                ('kind', models.CharField(blank=True, choices=[('feedback', 'Phản ánh'), ('question', 'Câu hỏi, đề nghị giải đáp'), ('petition', 'Kiến nghị'), ('procedure', 'Phản ánh, kiến nghị về quy định hành chính'), ('information', 'Yêu cầu cung cấp thông tin'), ('complaint', 'Khiếu nại'), ('denunciation', 'Tố cáo')], help_text='Trống: chưa phân loại', max_length=12)),
                ('channel', models.CharField(choices=[('web', 'trang này'), ('counter', 'tại quầy'), ('phone', 'điện thoại'), ('letter', 'bưu chính'), ('mail', 'thư điện tử'), ('reception', 'tiếp công dân'), ('old_book', 'sổ cũ'), ('transfer', 'cơ quan khác chuyển đến'), ('portal', 'hệ thống PAKN của tỉnh, Cổng Dịch vụ công'), ('office_chat', 'tài khoản chính thức của cơ quan')], max_length=12)),
                ('received_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('sent_on', models.DateField(help_text='Ngày gửi, khi luật tính theo ngày gửi', null=True)),
                ('external_ref', models.CharField(blank=True, help_text='Mã hồ sơ bên hệ thống của cơ quan khác', max_length=80)),
                ('fingerprint', models.CharField(blank=True, help_text='Dấu có khóa của dòng trong tệp, để chạy lại không thêm gì', max_length=64)),
                ('wants_public', models.BooleanField(help_text='Người gửi chọn: được đăng công khai, đã che thông tin cá nhân')),
                ('publicity_answered', models.BooleanField(default=True, help_text='Người gửi đã được hỏi về việc đăng công khai và đã trả lời')),
                ('sealed_text', models.BinaryField()),
                ('sealed_place', models.BinaryField()),
                ('text_masked', models.TextField()),
                ('place_masked', models.CharField(blank=True, max_length=400)),
                ('masks', models.JSONField(default=dict, help_text='Chỗ đã che trong bản gốc: vị trí, không phải chữ')),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('cell_lat', models.IntegerField(help_text='Ô lưới khoảng 300 m, để tìm nội dung gần đó', null=True)),
                ('cell_lon', models.IntegerField(null=True)),
                ('salt', models.BinaryField(help_text='Đi cùng nội dung, mất cùng nội dung; không có trong nhật ký', max_length=32)),
                ('commitment', models.CharField(max_length=64)),
                ('promise', hoiam.listen.message.promise.PromiseField(help_text='Điều đã hứa, đóng băng lúc nhận: hạn, quy định, câu chữ')),
                ('due_on', models.DateField()),
                ('stage', models.CharField(choices=[('received', 'chờ phân loại'), ('accepted', 'chờ giao'), ('assigned', 'đang xử lý'), ('drafted', 'chờ duyệt'), ('returned', 'trả lại dự thảo'), ('waiting_sender', 'chờ người gửi bổ sung'), ('approved', 'đã duyệt, chờ gửi'), ('passed_on', 'đã chuyển, chờ nơi nhận vào sổ'), ('answered', 'đã trả lời'), ('reopened', 'mở lại'), ('twin', 'trùng, cùng trả lời với việc khác'), ('closed', 'kết thúc')], default='received', max_length=16)),
                ('ended_on', models.DateField(default=datetime.date(9999, 12, 31))),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='office.area')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inbox', to='office.office')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='office.topic')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('blob', models.BinaryField()),
                ('files', models.JSONField(default=list, help_text='Tên ngẫu nhiên của các tệp đã làm lại, để dọn khi hết hạn')),
                ('expires_at', models.DateTimeField()),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='Concerned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leadership', models.BooleanField(default=False, help_text='Chủ tịch, Phó Chủ tịch')),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('salt', models.BinaryField(default=bytes, help_text='Của lý do thôi ghi', max_length=32)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerned', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', hoiam.files.fields.StoredName(help_text='Tên ngẫu nhiên trong HOIAM_HOME/files', max_length=40, unique=True)),
                ('thumbnail', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('sort', models.CharField(choices=[('image', 'ảnh'), ('pdf', 'tệp PDF'), ('voice', 'lời nói')], max_length=5)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('scan', models.BooleanField(default=False, help_text='Bản chụp đơn, thư: không bao giờ đăng, không chuyển đi')),
                ('published_at', models.DateTimeField(null=True)),
                ('public_name', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('public_thumbnail', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('boxes', models.JSONField(default=list, help_text='Chỗ đã che: trái, trên, rộng, cao, phần nghìn của ảnh')),
                ('covered_at', models.DateTimeField(null=True)),
                ('covered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='listen.message')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('spans', models.JSONField(help_text='Chỗ trong chữ của đơn: vị trí, không phải chữ')),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='part', to='listen.message')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PublicCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=140)),
                ('text', models.TextField()),
                ('place', models.CharField(blank=True, max_length=400)),
                ('masks', models.JSONField(default=dict, help_text='Chỗ đã che trong bản này: vị trí, không phải chữ')),
                ('salt', models.BinaryField(max_length=32)),
                ('confirmed_at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_copy', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='Reception',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('line', models.PositiveIntegerField(help_text='Số thứ tự trong sổ của năm')),
                ('held_on', models.DateField()),
                ('sort', models.CharField(choices=[('regular', 'thường xuyên'), ('scheduled', 'định kỳ của Chủ tịch'), ('urgent', 'đột xuất')], max_length=9)),
                ('chaired', models.BooleanField(help_text='Chủ tịch trực tiếp tiếp')),
                ('people', models.PositiveSmallIntegerField(help_text='Số người đến; 0: cùng lượt với dòng trước, đã đếm ở đó')),
                ('first_time', models.BooleanField(help_text='Tiếp lần đầu về việc này; cán bộ hỏi và ghi, không tra cứu')),
                ('sealed_prior', models.BinaryField(help_text='Cơ quan nào đã giải quyết, kết quả')),
                ('sealed_request', models.BinaryField(help_text='Yêu cầu, đề nghị')),
                ('sealed_handling', models.BinaryField(help_text='Việc xử lý tại buổi tiếp')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reception', to='listen.message')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receptions', to='office.office')),
            ],
            options={
                'ordering': ['year', 'line'],
            },
        ),
        migrations.CreateModel(
            name='ReceptionDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reception_days', to='office.office')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('sender', 'người gửi đề nghị giữ kín'), ('words', 'có dấu hiệu khiếu nại, tố cáo; chưa hỏi được người gửi')], default='sender', max_length=6)),
                ('clause', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('confirm_by', models.DateField(help_text='Chưa ai xác nhận đến hết ngày này thì hết hạn chế', null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(help_text='Ai tiếp nhận', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='restriction', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='RestrictedReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='listen.restriction')),
            ],
        ),
        migrations.CreateModel(
            name='Sealing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('for_province', models.BinaryField(help_text='Khóa của nội dung, đóng cho khóa của tỉnh')),
                ('for_sender', models.BinaryField(help_text='Khóa của nội dung, đóng bằng mã của người gửi')),
                ('at', models.DateTimeField()),
                ('home', models.ForeignKey(help_text='Nơi người gửi đã gửi đến', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sealing', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('private', 'Thông tin riêng tư của cá nhân không thể tách'), ('danger', 'Có thể gây nguy hiểm cho người được nêu tên'), ('confidential', 'Tố cáo, khiếu nại: pháp luật yêu cầu giữ bí mật'), ('selling', 'Quảng cáo mua bán'), ('sender', 'Người gửi không muốn đăng'), ('order', 'Văn bản yêu cầu của tòa án, cơ quan có thẩm quyền')], max_length=12)),
                ('clause', models.CharField(blank=True, help_text='Điều khoản: ai cũng đọc được trong sổ công khai', max_length=300)),
                ('order_number', models.CharField(blank=True, help_text='Số, ký hiệu của văn bản yêu cầu', max_length=80)),
                ('order_on', models.DateField(help_text='Ngày của văn bản yêu cầu', null=True)),
                ('authority', models.CharField(blank=True, help_text='Cơ quan ban hành văn bản yêu cầu', max_length=120)),
                ('sealed_note', models.BinaryField(default=bytes)),
                ('until', models.DateField(null=True)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('kept_at', models.DateTimeField(help_text='Không đăng từ lúc này: người gửi chọn, hoặc đủ hai người', null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('how_ended', models.CharField(blank=True, choices=[('released', 'cơ quan cho đăng trở lại'), ('declined', 'người thứ hai không đồng ý'), ('lapsed', 'không ai xác nhận trong hạn'), ('term', 'hết thời hạn không đăng'), ('sender', 'người gửi cho đăng'), ('reviewed', 'theo kết quả xem xét lại'), ('undecided', 'không ai quyết định đề nghị xem xét lại trong hạn')], max_length=10)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='listen.message')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_sender', models.BooleanField(help_text='Người đề nghị đã nhập mã bí mật của nội dung')),
                ('sealed_reason', models.BinaryField(default=bytes)),
                ('salt', models.BinaryField(max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', 'Giữ nguyên, chưa đăng'), ('ended', 'Đăng công khai trở lại'), ('lapsed', 'Quá hạn không ai quyết định: đăng trở lại'), ('moot', 'Đã đăng trở lại trước khi xem xét')], max_length=6)),
                ('decision', models.CharField(blank=True, help_text='Lý do của kết quả: ai cũng đọc được', max_length=500)),
                ('decision_salt', models.BinaryField(default=bytes, max_length=32)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withholding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='listen.withholding')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ColumnMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shape', models.CharField(help_text='Dấu của hàng tiêu đề', max_length=64)),
                ('columns', models.JSONField(help_text='Số của cột -> trường')),
                ('channel', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='column_maps', to='office.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'shape'), name='column_map_once')],
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['office', 'ended_on', 'due_on', 'id'], name='inbox_by_due'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['office', 'stage', 'due_on', 'id'], name='inbox_by_stage'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['office', 'received_at', 'id'], name='inbox_by_receipt'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['office', 'ended_on', 'received_at', 'id'], name='waiting_by_receipt'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['office', 'cell_lat', 'cell_lon', 'received_at'], name='inbox_by_cell'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('external_ref', ''), _negated=True), fields=('office', 'channel', 'external_ref'), name='external_ref_once'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('fingerprint', ''), _negated=True), fields=('office', 'fingerprint'), name='line_once'),
        ),
        migrations.AddConstraint(
            model_name='concerned',
            constraint=models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('person__isnull', False), ('leadership', True), _connector='OR'), name='concerns_somebody'),
        ),
        migrations.AddConstraint(
            model_name='concerned',
            constraint=models.CheckConstraint(condition=models.Q(('ended_by__isnull', True), ('by__isnull', True), models.Q(('ended_by', models.F('by')), _negated=True), _connector='OR'), name='undone_by_another'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('scan', False), ('published_at__isnull', True), _connector='OR'), name='scan_never_public'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sort', 'voice'), _negated=True), ('published_at__isnull', True), _connector='OR'), name='voice_never_public'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.UniqueConstraint(fields=('office', 'year', 'line'), name='reception_line_once'),
        ),
        migrations.AddConstraint(
            model_name='receptionday',
            constraint=models.UniqueConstraint(fields=('office', 'day'), name='reception_day_once'),
        ),
        migrations.AddConstraint(
            model_name='restrictedreader',
            constraint=models.UniqueConstraint(fields=('restriction', 'person'), name='reader_once'),
        ),
        migrations.AddIndex(
            model_name='withholding',
            index=models.Index(fields=['-kept_at'], name='register_by_day'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['private', 'danger', 'confidential', 'selling', 'sender', 'order'])), name='ground_of_the_closed_list'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='withheld_by_two'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', 'sender'), ('kept_at__isnull', False)), models.Q(models.Q(('ground', 'sender'), _negated=True), ('confirmed_by__isnull', True), ('kept_at__isnull', True)), models.Q(models.Q(('ground', 'sender'), _negated=True), ('confirmed_by__isnull', False), ('kept_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='kept_by_two_or_by_the_sender'),
        ),
        migrations.AddConstraint(
            model_name='withholding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', 'order'), _negated=True), models.Q(models.Q(('order_number', ''), _negated=True), models.Q(('authority', ''), _negated=True), models.Q(('clause', ''), _negated=True), ('order_on__isnull', False), ('until__isnull', False)), _connector='OR'), name='an_order_has_number_day_and_end'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.UniqueConstraint(fields=('withholding', 'by_sender'), name='asked_once'),
        ),
    ]
