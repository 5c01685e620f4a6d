import datetime
import django.db.models.deletion
import hoiam.files.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('listen', '0001_initial'),
        ('office', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Deflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(help_text='Dấu riêng của một lần điền mẫu', max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deflections', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='DueChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(max_length=20)),
                ('round', models.PositiveSmallIntegerField()),
                ('why', models.CharField(choices=[('paused', 'tạm dừng tính hạn'), ('resumed', 'tính hạn tiếp'), ('valid', 'yêu cầu đã hợp lệ'), ('calendar', 'lịch làm việc thay đổi')], max_length=10)),
                ('due_was', models.DateField()),
                ('due_on', models.DateField()),
                ('starts_on', models.DateField(help_text='Tính lại từ ngày này: ngày yêu cầu hợp lệ', null=True)),
                ('days', models.PositiveSmallIntegerField(default=0, help_text='Số ngày làm việc đã chờ')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='due_changes', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField(help_text='20 ngày từ khi đề nghị (NĐ 356/2025 Điều 5)')),
                ('done_at', models.DateTimeField(null=True)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='erasure', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='InformationTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entitlement', models.CharField(choices=[('resident', 'cư trú tại địa bàn'), ('right', 'thông tin liên quan trực tiếp đến quyền, lợi ích của người yêu cầu'), ('neither', 'không thuộc hai trường hợp trên')], max_length=10)),
                ('cost', models.PositiveIntegerField(help_text='Đồng: chi phí in, sao, chụp, gửi; không có phí')),
                ('waived', models.CharField(blank=True, choices=[('unpublished', 'phải công khai mà chưa công khai (Điều 23 khoản 1 điểm a)'), ('unreachable', 'đã công khai mà không tiếp cận được (Điều 23 khoản 1 điểm c)')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('received', 'chờ phân loại'), ('accepted', 'chờ giao'), ('assigned', 'đang xử lý'), ('drafted', 'chờ duyệt'), ('returned', 'trả lại dự thảo'), ('waiting_sender', 'chờ người gửi bổ sung'), ('approved', 'đã duyệt, chờ gửi'), ('passed_on', 'đã chuyển, chờ nơi nhận vào sổ'), ('answered', 'đã trả lời'), ('reopened', 'mở lại'), ('twin', 'trùng, cùng trả lời với việc khác'), ('closed', 'kết thúc')], default='accepted', max_length=16)),
                ('due_on', models.DateField()),
                ('ended_on', models.DateField(default=datetime.date(9999, 12, 31))),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='matter', to='listen.message')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='office.office')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='office.unit')),
            ],
        ),
        migrations.CreateModel(
            name='KindChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind_was', models.CharField(blank=True, choices=[('feedback', 'Phản ánh'), ('question', 'Câu hỏi, đề nghị giải đáp'), ('petition', 'Kiến nghị'), ('procedure', 'Phản ánh, kiến nghị về quy định hành chính'), ('information', 'Yêu cầu cung cấp thông tin'), ('complaint', 'Khiếu nại'), ('denunciation', 'Tố cáo')], max_length=12)),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='kind_change', to='answer.matter')),
            ],
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(blank=True, help_text='Bước được gia hạn; trống: trả lời, giải quyết', max_length=20)),
                ('due_was', models.DateField()),
                ('due_on', models.DateField()),
                ('reason', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('round', models.PositiveSmallIntegerField(help_text='0: lần trả lời đầu; n: sau lần mở lại thứ n')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='answer.matter')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('right', 'đúng'), ('partly_right', 'đúng một phần'), ('wrong', 'sai'), ('withdrawn', 'rút khiếu nại (đình chỉ)')], max_length=12)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='decision', to='answer.matter')),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='answer.matter')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeToo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(help_text='Dấu riêng của một lần điền mẫu: mỗi lần chỉ đếm một', max_length=64, null=True, unique=True)),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='me_toos', to='listen.message')),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_text', models.BinaryField()),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Cooperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=500)),
                ('salt', models.BinaryField(max_length=32)),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(help_text='Đơn vị chủ trì không cần nữa', null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperations', to='office.unit')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cooperations', to='answer.matter')),
                ('note', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cooperation', to='answer.note')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('verify', 'Xác minh khiếu nại, tố cáo với người gửi'), ('serve', 'Giao văn bản mà luật buộc giao tận tay'), ('protect', 'Bảo vệ người gửi đang bị đe dọa'), ('danger', 'Cứu người đang gặp nguy hiểm'), ('order', 'Văn bản yêu cầu của tòa án, cơ quan điều tra'), ('tell_result', 'Báo kết quả qua số người gửi để lại'), ('own_copy', 'Người gửi lấy bản sao của mình')], max_length=12)),
                ('clause', models.CharField(help_text='Điều khoản, hoặc số, ngày của văn bản yêu cầu', max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='listen.message')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(help_text='0: lần trả lời đầu; n: sau lần mở lại thứ n')),
                ('outcome', models.CharField(choices=[('solved', 'Đã giải quyết xong'), ('partly', 'Đã giải quyết một phần'), ('answered', 'Đã trả lời, giải thích'), ('passed_on', 'Đã chuyển cơ quan có thẩm quyền'), ('guided', 'Đã hướng dẫn'), ('refused', 'Không xử lý được'), ('withdrawn', 'Người gửi rút'), ('filed', 'Lưu đơn (không đủ điều kiện xử lý)'), ('returned_letter', 'Trả lại đơn'), ('twin', 'Trùng, cùng trả lời với hồ sơ khác')], max_length=16)),
                ('text', models.TextField()),
                ('clause', models.CharField(blank=True, help_text='Khi từ chối: khoản nào, điều nào', max_length=300)),
                ('receiver', models.CharField(blank=True, help_text='Khi chuyển: cơ quan nhận', max_length=200)),
                ('receiver_number', models.CharField(blank=True, help_text='Số vào sổ của cơ quan nhận', max_length=80)),
                ('receiver_salt', models.BinaryField(default=b'', max_length=32)),
                ('salt', models.BinaryField(max_length=32)),
                ('commitment', models.CharField(max_length=64)),
                ('drafted_at', models.DateTimeField()),
                ('returned_at', models.DateTimeField(null=True)),
                ('returned_why', models.CharField(blank=True, max_length=500)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_as', models.CharField(blank=True, choices=[('clerk', 'công chức tiếp nhận'), ('reception_officer', 'công chức tiếp công dân'), ('handler', 'chuyên viên xử lý'), ('head_of_unit', 'Trưởng phòng, Phó Trưởng phòng'), ('office_head', 'Chánh Văn phòng'), ('approver', 'người duyệt: Chủ tịch'), ('vice_chairman', 'Phó Chủ tịch phụ trách lĩnh vực'), ('records_officer', 'văn thư'), ('auditor', 'người giám sát'), ('administrator', 'quản trị hệ thống')], help_text='Quyền mà theo đó đã duyệt', max_length=20)),
                ('sent_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(help_text='Hạn tại lúc gửi')),
                ('interim', models.BooleanField(default=False, help_text='Trả lời bước đầu: việc chưa kết thúc')),
                ('correction_note', models.CharField(blank=True, help_text='Đính chính gì, vì sao: ai cũng đọc', max_length=500)),
                ('correction_salt', models.BinaryField(default=b'', max_length=32)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_for', models.ForeignKey(help_text='Người đã ủy quyền', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='answer.reply')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='answer.matter')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'ordering': ['drafted_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('times', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='answer.matter')),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reopening', to='answer.reply')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('satisfaction', models.PositiveSmallIntegerField(choices=[(3, 'Rất hài lòng'), (2, 'Hài lòng'), (1, 'Không hài lòng')], null=True)),
                ('solved', models.BooleanField(null=True)),
                ('at', models.DateTimeField()),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rating', to='answer.reply')),
            ],
        ),
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='Số, ký hiệu: 123/UBND-KT', max_length=60)),
                ('dated', models.DateField()),
                ('signer', models.CharField(help_text='Người ký, như trên văn bản', max_length=120)),
                ('file', hoiam.files.fields.StoredName(max_length=40, unique=True)),
                ('digest', models.CharField(help_text='SHA-256 của tệp, đúng từng byte', max_length=64)),
                ('pages', models.PositiveSmallIntegerField()),
                ('is_scan', models.BooleanField(help_text='Bản quét: không có chữ để so')),
                ('signatures', models.JSONField(help_text='Chữ ký số: người ký, cơ quan, còn nguyên, tin cậy, lúc nào')),
                ('differences', models.PositiveSmallIntegerField(help_text='Số chỗ khác dự thảo đã duyệt')),
                ('why_different', models.CharField(blank=True, max_length=500)),
                ('public', models.BooleanField(help_text='Văn thư đã xem: không nêu tên, địa chỉ, số điện thoại của người gửi')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='issued', to='answer.reply')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FormCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='form_check', to='answer.reply')),
            ],
        ),
        migrations.CreateModel(
            name='ReplyFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', hoiam.files.fields.StoredName(help_text='Tên ngẫu nhiên trong HOIAM_HOME/files', max_length=40, unique=True)),
                ('thumbnail', hoiam.files.fields.StoredName(blank=True, max_length=40)),
                ('sort', models.CharField(choices=[('image', 'ảnh'), ('pdf', 'tệp PDF'), ('voice', 'lời nói')], max_length=5)),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='answer.reply')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('text', models.TextField(max_length=4000)),
                ('kind', models.CharField(blank=True, choices=[('feedback', 'Phản ánh'), ('question', 'Câu hỏi, đề nghị giải đáp'), ('petition', 'Kiến nghị'), ('procedure', 'Phản ánh, kiến nghị về quy định hành chính'), ('information', 'Yêu cầu cung cấp thông tin'), ('complaint', 'Khiếu nại'), ('denunciation', 'Tố cáo')], help_text='Trống: mọi loại', max_length=12)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='templates', to='office.office')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.topic')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('silent', 'quá 5 ngày làm việc chưa có số vào sổ'), ('refused', 'nơi nhận không nhận'), ('taken_back', 'lấy lại để xử lý')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='came_back', to='answer.reply')),
            ],
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('feedback', 'Phản ánh'), ('question', 'Câu hỏi, đề nghị giải đáp'), ('petition', 'Kiến nghị'), ('procedure', 'Phản ánh, kiến nghị về quy định hành chính'), ('information', 'Yêu cầu cung cấp thông tin'), ('complaint', 'Khiếu nại'), ('denunciation', 'Tố cáo')], help_text='Trống, khi có lĩnh vực: mọi loại', max_length=12)),
                ('role', models.CharField(choices=[('head_of_unit', 'Trưởng phòng, Phó Trưởng phòng'), ('vice_chairman', 'Phó Chủ tịch phụ trách lĩnh vực'), ('approver', 'người duyệt: Chủ tịch')], max_length=20)),
                ('form_check', models.BooleanField(default=False, help_text='Chánh Văn phòng kiểm tra thể thức trước khi duyệt')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routes', to='office.office')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.topic')),
            ],
        ),
        migrations.CreateModel(
            name='StepDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(max_length=20)),
                ('round', models.PositiveSmallIntegerField(help_text='0: lần trả lời đầu; n: sau lần mở lại thứ n')),
                ('due_on', models.DateField()),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps_done', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StepOpened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(max_length=20)),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps_opened', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Twin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage_was', models.CharField(choices=[('received', 'chờ phân loại'), ('accepted', 'chờ giao'), ('assigned', 'đang xử lý'), ('drafted', 'chờ duyệt'), ('returned', 'trả lại dự thảo'), ('waiting_sender', 'chờ người gửi bổ sung'), ('approved', 'đã duyệt, chờ gửi'), ('passed_on', 'đã chuyển, chờ nơi nhận vào sổ'), ('answered', 'đã trả lời'), ('reopened', 'mở lại'), ('twin', 'trùng, cùng trả lời với việc khác'), ('closed', 'kết thúc')], max_length=16)),
                ('due_on', models.DateField(help_text='Hạn sớm hơn trong hai việc, lúc ghép')),
                ('at', models.DateTimeField()),
                ('parted_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twins', to='answer.matter')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='answer.matter')),
                ('parted_by', models.ForeignKey(help_text='Trống: người gửi', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(help_text='Thư báo mà cuộc gọi thay cho', max_length=40)),
                ('due_on', models.DateField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('opened_at', models.DateTimeField(null=True)),
                ('result', models.CharField(blank=True, choices=[('told', 'Đã báo'), ('no_answer', 'Không nghe máy'), ('wrong', 'Sai số'), ('declined', 'Không muốn nghe')], max_length=10)),
                ('done_at', models.DateTimeField(null=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='listen.message')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(fields=['done_at', 'due_on', 'id'], name='calls_to_make')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('message', 'template'), name='call_once')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_day', models.DateField()),
                ('until_day', models.DateField()),
                ('paper', models.CharField(blank=True, help_text='Số, ngày của văn bản ủy quyền', max_length=120)),
                ('granted_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['from_day', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='delegated_forward'), models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='delegated_to_another')],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('completes', models.BooleanField(default=False, help_text='Trả lại để hoàn chỉnh yêu cầu cung cấp thông tin')),
                ('question', models.CharField(max_length=1000)),
                ('salt', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('stage_was', models.CharField(blank=True, max_length=16)),
                ('sealed_answer', models.BinaryField(default=b'')),
                ('answer_salt', models.BinaryField(default=b'', max_length=32)),
                ('answered_at', models.DateTimeField(null=True)),
                ('resumed_at', models.DateTimeField(null=True)),
                ('valid_on', models.DateField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inquiries', to='listen.message')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('message', 'round'), name='asked_once_a_round')],
            },
        ),
        migrations.CreateModel(
            name='KeptForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=40)),
                ('sealed', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='listen.message')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'message', 'verb'), name='kept_once')],
            },
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['unit', 'ended_on', 'due_on', 'id'], name='matters_of_unit'),
        ),
        migrations.AddIndex(
            model_name='cooperation',
            index=models.Index(fields=['unit', 'due_on'], name='cooperation_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='cooperation',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('ended_at__isnull', True)), fields=('matter', 'unit'), name='cooperation_once'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['verify', 'serve', 'protect', 'danger', 'order'])), name='opened_for_a_listed_reason'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='opened_by_two'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='replytemplate',
            constraint=models.UniqueConstraint(fields=('office', 'name'), name='template_once'),
        ),
        migrations.AddConstraint(
            model_name='route',
            constraint=models.UniqueConstraint(condition=models.Q(('topic__isnull', True)), fields=('office', 'kind'), name='route_of_kind_once'),
        ),
        migrations.AddConstraint(
            model_name='route',
            constraint=models.UniqueConstraint(condition=models.Q(('topic__isnull', False)), fields=('office', 'kind', 'topic'), name='route_of_topic_once'),
        ),
        migrations.AddConstraint(
            model_name='twin',
            constraint=models.UniqueConstraint(condition=models.Q(('parted_at__isnull', True)), fields=('matter',), name='twin_of_one_matter'),
        ),
        migrations.AddConstraint(
            model_name='twin',
            constraint=models.CheckConstraint(condition=models.Q(('matter', models.F('lead')), _negated=True), name='no_twin_of_itself'),
        ),
    ]
