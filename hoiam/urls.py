"""Every address of the product in one table."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as office_login
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as sessions
from django.urls import URLPattern, path

from hoiam.answer.approval import desk as approval_desk
from hoiam.answer.books import desk as books_desk
from hoiam.answer.clock import public as clock_public
from hoiam.answer.inbox import desk as inbox_desk
from hoiam.answer.issuing import desk as answer_issuing_desk
from hoiam.answer.joining import public as joining_public
from hoiam.answer.page import desk as page_desk
from hoiam.answer.public import public as answer_public
from hoiam.answer.public import waiting as public_waiting
from hoiam.answer.rating import public as rating_public
from hoiam.answer.reply import desk_templates as reply_desk_templates
from hoiam.answer.sender import desk_calling as sender_desk_calling
from hoiam.answer.sender import desk_lost_key as sender_desk_lost_key
from hoiam.answer.sender import desk_opening as sender_desk_opening
from hoiam.answer.sender import public_restriction as sender_public_restriction
from hoiam.answer.sender import public_rights as sender_public_rights
from hoiam.desk import login
from hoiam.desk.manage import approval as manage_approval
from hoiam.desk.manage import office as manage_office
from hoiam.desk.manage import people as manage_people
from hoiam.desk.manage import rules as manage_rules
from hoiam.desk.manage import servers as manage_servers
from hoiam.listen.files import desk as listen_files_desk
from hoiam.listen.imports import desk as imports_desk
from hoiam.listen.intake import desk as intake_desk
from hoiam.listen.key import public as key_public
from hoiam.listen.mailbox import desk as mailbox_desk
from hoiam.listen.pasting import desk as pasting_desk
from hoiam.listen.reception import desk as reception_desk
from hoiam.listen.restricted import desk as restricted_desk
from hoiam.listen.withholding import desk as withholding_desk
from hoiam.listen.withholding import public as withholding_public
from hoiam.report.duties import desk as duties_desk
from hoiam.report.duties import desk_submitting as duties_desk_submitting
from hoiam.report.editing import desk as editing_desk
from hoiam.report.exchange import desk as exchange_desk
from hoiam.report.exchange import public as exchange_public
from hoiam.report.files import desk as report_files_desk
from hoiam.report.freezing import desk as freezing_desk
from hoiam.report.issuing import desk as report_issuing_desk
from hoiam.report.kinds import desk as kinds_desk
from hoiam.report.periods import desk as periods_desk
from hoiam.report.reading import desk_province as reading_desk_province
from hoiam.report.reading import public as reading_public
from hoiam.report.sections import desk as sections_desk
from hoiam.report.sections import desk_owners as sections_desk_owners
from hoiam.report.typed import desk as typed_desk
from hoiam.web import errors, office, proof, roles, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("gui", joining_public.send, name="send"),
    path("theo-doi", key_public.follow, name="follow"),
    path("theo-doi/dong", key_public.forget, name="forget"),
    path("tra-loi", answer_public.answers, name="answers"),
    path("cho-tra-loi", public_waiting.waiting, name="waiting"),
    path("tra-loi/<slug:number>", answer_public.answer, name="answer"),
    path("tra-loi/<slug:number>/danh-gia", rating_public.rate, name="rate"),
    path("tra-loi/<slug:number>/bo-giu-kin", sender_public_restriction.open_up, name="open_up"),
    path("tra-loi/<slug:number>/xem-xet-lai", withholding_public.ask, name="appeal"),
    path("khong-dang", withholding_public.withheld, name="withheld"),
    path("khong-dang.csv", withholding_public.withheld_file, name="withheld_file"),
    path("tra-loi/<slug:number>/bo-sung", clock_public.supply_more, name="supply"),
    path("tra-loi/<slug:number>/toi-cung-gap", joining_public.press, name="me_too"),
    path("tra-loi/<slug:number>/viec-khac", answer_public.own_way, name="own_way"),
    path("tra-loi/<slug:number>/cong-khai", answer_public.publicity, name="publicity"),
    path("tra-loi/<slug:number>/bang-chung.json", proof.proof, name="proof"),
    path("tra-loi/<slug:number>/cua-toi", sender_public_rights.rights, name="rights"),
    path("tra-loi/<slug:number>/cua-toi/ban-sao", sender_public_rights.copy, name="rights_copy"),
    path("tra-loi/<slug:number>/van-ban.pdf", answer_public.issued_file, name="issued"),
    path("tra-loi/<slug:number>/them-tep", answer_public.add_file, name="add_file"),
    path("tep/<slug:name>", answer_public.file, name="file"),
    path("bao-cao", reading_public.index, name="reports"),
    path("bao-cao/cua/<slug:office>/<slug:kind>", reading_public.reports, name="reports_below"),
    path("bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>", reading_public.report, name="report_below"),
    path(
        "bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>/tep/<str:name>",
        reading_public.file,
        name="report_file_below",
    ),
    path(
        "bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>/<str:figure>", reading_public.figure, name="figure_below"
    ),
    path("bao-cao/<slug:kind>", reading_public.reports, name="reports_of"),
    path("bao-cao/<slug:kind>/<slug:period>", reading_public.report, name="report"),
    path("bao-cao/<slug:kind>/<slug:period>/tep/<str:name>", reading_public.file, name="report_file"),
    path("bao-cao/<slug:kind>/<slug:period>/<str:figure>", reading_public.figure, name="report_figure"),
    path("co-quan", office.who_does_what, name="office"),
    path("nhat-ky", proof.ledger, name="ledger"),
    path("nhat-ky/kiem-tra", proof.verify, name="ledger_verify"),
    path("nhat-ky/khoa.txt", proof.key, name="ledger_key"),
    path("nhat-ky/moc.txt", proof.checkpoint, name="ledger_latest"),
    path("nhat-ky/moc.atom", proof.feed, name="ledger_feed"),
    path("nhat-ky/moc/<int:size>.txt", proof.checkpoint, name="ledger_checkpoint"),
    path("nhat-ky/tang/<int:old>/<int:size>.json", proof.growth, name="ledger_growth"),
    path("nhat-ky/hang.txt", proof.months, name="ledger_months"),
    path("nhat-ky/hang/<slug:month>.txt", proof.month, name="ledger_month"),
    path("co-quan/giao-quyen", roles.grants, name="roles"),
    path("may-chu/bao-cao", exchange_public.bring, name="bring_bundle"),
    path("may-chu/hoi", exchange_public.ask, name="ask_bundles"),
    path("co-chu", views.text_size, name="text_size"),
    path("ban", inbox_desk.inbox_page, name="inbox"),
    path("ban/loc", inbox_desk.narrow, name="narrow"),
    path("ban/giao", inbox_desk.assign_chosen, name="assign_chosen"),
    path("ban/phim-tat", inbox_desk.keys, name="keys"),
    path("ban/tiep-theo", page_desk.next_one, name="next"),
    path("ban/xem-xet-lai", withholding_desk.reviews, name="reviews"),
    path("ban/duyet", approval_desk.approvals, name="approvals"),
    path("ban/duyet/chon", approval_desk.approve_chosen, name="approve_chosen"),
    path("ban/duyet/uy-quyen", approval_desk.lend, name="lend"),
    path("ban/duyet/uy-quyen/<int:pk>/thoi", approval_desk.take_back, name="take_back"),
    path("ban/danh-sach.xlsx", books_desk.inbox_file, name="inbox_file"),
    path("ban/so", books_desk.shelf, name="books"),
    path("ban/so/<slug:which>.<str:form>", books_desk.book_file, name="book_file"),
    path("ban/tiep-cong-dan", reception_desk.book, name="reception"),
    path("ban/tiep-cong-dan/moi", reception_desk.enter, name="reception_enter"),
    path("ban/tiep-cong-dan/ngay", reception_desk.hold_day, name="reception_day"),
    path("ban/tiep-nhan/bien-nhan", intake_desk.paper, name="taken_in_paper"),
    path("ban/tiep-nhan/bien-ban", intake_desk.written_down, name="written_down"),
    path("ban/tiep-nhan/dan", pasting_desk.paste, name="paste"),
    path("ban/tiep-nhan/tep", imports_desk.files, name="import_files"),
    path("ban/tiep-nhan/tep/<slug:mark>", imports_desk.file, name="import_file"),
    path("ban/tiep-nhan/tep/<slug:mark>/<slug:verb>", imports_desk.do, name="import_do"),
    path("ban/tiep-nhan/hop-thu", mailbox_desk.mail_box, name="mail_box"),
    path("ban/tiep-nhan/<slug:way>", intake_desk.enter, name="take_in"),
    path("ban/mau-tra-loi", reply_desk_templates.templates, name="templates"),
    path("ban/mau-tra-loi/<int:pk>", reply_desk_templates.template, name="template"),
    path("ban/mau-tra-loi/<int:pk>/bo", reply_desk_templates.drop_template, name="drop_template"),
    path("ban/viec/<slug:number>", page_desk.matter_page, name="matter"),
    path("ban/viec/<slug:number>/niem-phong", restricted_desk.sealed, name="sealed"),
    path("ban/viec/<slug:number>/tra-loi.<str:form>", page_desk.letter_file, name="letter"),
    path("ban/viec/<slug:number>/nguoi-gui", sender_desk_opening.contact, name="contact"),
    path("ban/viec/<slug:number>/mat-ma", sender_desk_lost_key.lost_key, name="lost_key"),
    path("ban/viec/<slug:number>/nop-luu", books_desk.archive_file, name="archive"),
    path("ban/goi-dien", sender_desk_calling.calls, name="calls"),
    path("ban/goi-dien/<int:pk>/mo", sender_desk_calling.begin, name="begin_call"),
    path("ban/goi-dien/<int:pk>", sender_desk_calling.call, name="call"),
    path("ban/goi-dien/<int:pk>/ket-qua", sender_desk_calling.result, name="call_result"),
    path("ban/viec/<slug:number>/phat-hanh", answer_issuing_desk.page, name="issue"),
    path("ban/viec/<slug:number>/bien-nhan.<str:form>", page_desk.receipt_file, name="receipt"),
    path("ban/viec/<slug:number>/bien-ban.<str:form>", page_desk.minutes_file, name="minutes"),
    path("ban/viec/<slug:number>/anh/<slug:name>/che", listen_files_desk.cover, name="cover"),
    path("ban/viec/<slug:number>/anh/<slug:name>/xem-thu", listen_files_desk.cover_preview, name="cover_preview"),
    path("ban/viec/<slug:number>/<slug:verb>", page_desk.do, name="act"),
    path("ban/viec/<slug:number>/<slug:verb>/giu", page_desk.keep_typed, name="keep_typed"),
    path("ban/bao-cao", freezing_desk.reports, name="desk_reports"),
    path("ban/bao-cao/cai-dat", periods_desk.settings, name="report_settings"),
    path("ban/bao-cao/cai-dat/tuan", periods_desk.start_weeks, name="start_weeks"),
    path("ban/bao-cao/cai-dat/ky-hop", periods_desk.enter_session, name="enter_session"),
    path("ban/bao-cao/cai-dat/<slug:kind>", sections_desk_owners.owners, name="report_owners"),
    path("ban/bao-cao/cai-dat/<slug:kind>/<slug:section>", sections_desk_owners.owner, name="report_owner"),
    path("ban/bao-cao/chi-tieu", typed_desk.plan, name="targets"),
    path("ban/bao-cao/chi-tieu/<int:year>", typed_desk.plan, name="targets_of"),
    path("ban/bao-cao/tep-so-lieu/<int:pk>", typed_desk.attachment, name="typed_attachment"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/so-lieu", typed_desk.figures, name="type_figures"),
    path("ban/bao-cao/phai-nop", duties_desk.mine, name="desk_duties"),
    path("ban/bao-cao/phai-nop/han", duties_desk.rules, name="duty_rules"),
    path("ban/bao-cao/phai-nop/tong-hop", duties_desk.overview, name="duty_grid"),
    path("ban/bao-cao/phai-nop/tong-hop/<slug:kind>", duties_desk.overview, name="duty_grid_of"),
    path("ban/bao-cao/phai-nop/tong-hop/<slug:kind>/<slug:period>", duties_desk.of_period, name="duty_period"),
    path("ban/bao-cao/phai-nop/cua/<slug:office>", duties_desk.theirs, name="desk_duties_of"),
    path("ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>", duties_desk.handed, name="handed_report"),
    path(
        "ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>/gia-han",
        duties_desk.extend,
        name="extend_duty",
    ),
    path(
        "ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>/<slug:verb>",
        duties_desk.judge,
        name="judge_report",
    ),
    path("ban/bao-cao/chuyen-de", kinds_desk.themes, name="themes"),
    path("ban/bao-cao/chuyen-de/<int:pk>/thoi", kinds_desk.end, name="end_theme"),
    path("ban/bao-cao/<slug:kind>/chon-ky", kinds_desk.choose, name="choose_period"),
    path("ban/bao-cao/toan-tinh", reading_desk_province.now, name="province_now"),
    path("ban/bao-cao/lap-tep/<slug:mark>", report_files_desk.job, name="job"),
    path("ban/bao-cao/lap-tep/<slug:mark>/tep.zip", report_files_desk.archive, name="job_archive"),
    path("ban/bao-cao/lap-tep/<slug:mark>/<slug:verb>", report_files_desk.do, name="job_do"),
    path("ban/bao-cao/<slug:kind>", freezing_desk.reports, name="desk_reports_of"),
    path("ban/bao-cao/<slug:kind>/<slug:period>", freezing_desk.report, name="desk_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/lap-tep", report_files_desk.begin, name="begin_job"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/so/<str:figure>", reading_desk_province.figure, name="desk_figure"),
    path(
        "ban/bao-cao/<slug:kind>/<slug:period>/so/<str:figure>/<slug:office>",
        reading_desk_province.below,
        name="desk_below",
    ),
    path("ban/bao-cao/<slug:kind>/<slug:period>/ai-chua-gui", sections_desk.board, name="report_sections"),
    path(
        "ban/bao-cao/<slug:kind>/<slug:period>/muc/<slug:section>/<slug:unit>",
        sections_desk.section,
        name="write_section",
    ),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>", sections_desk.plan, name="report_plan"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>/them", sections_desk.plan_task, name="plan_task"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>/chuyen", sections_desk.carry, name="carry_tasks"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/viec/<int:pk>", sections_desk.task, name="report_task"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau", editing_desk.sentences, name="report_sentences"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau/<slug:key>", editing_desk.sentence, name="report_sentence"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau/<slug:key>/may", editing_desk.restore, name="restore_sentence"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/tin-nhan", editing_desk.chat, name="report_chat"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/chot", freezing_desk.freeze, name="freeze_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/phat-hanh", report_issuing_desk.page, name="issue_report"),
    path(
        "ban/bao-cao/<slug:kind>/<slug:period>/phat-hanh/co-so.pdf", report_issuing_desk.numbered_file, name="numbered"
    ),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cong-bo", freezing_desk.publish, name="publish_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/buoc/<slug:verb>", duties_desk_submitting.move, name="move_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/tep/<str:name>", freezing_desk.file, name="desk_report_file"),
    path("ban/may-chu", exchange_desk.bundles, name="bundles"),
    path("ban/may-chu/nhan", exchange_desk.bring, name="bring_bundle_file"),
    path("ban/may-chu/tra-loi", exchange_desk.bring_answer, name="bring_answer"),
    path("ban/may-chu/goi/<int:pk>", exchange_desk.file, name="bundle_file"),
    path("ban/may-chu/goi/<int:pk>/gui-lai", exchange_desk.again, name="bundle_again"),
    path("ban/may-chu/da-nhan/<int:pk>/bao-cao.pdf", exchange_desk.paper, name="bundle_paper"),
    path("ban/may-chu/da-nhan/<int:pk>/tra-loi.json", exchange_desk.answer, name="bundle_answer"),
    path("ban/quan-tri", manage_office.overview, name="manage"),
    path("ban/quan-tri/co-quan", manage_office.office_facts, name="manage_office"),
    path("ban/quan-tri/can-bo", manage_people.people, name="manage_people"),
    path("ban/quan-tri/can-bo/moi", manage_people.new_person, name="manage_new_person"),
    path("ban/quan-tri/can-bo/<int:pk>", manage_people.person, name="manage_person"),
    path("ban/quan-tri/can-bo/<int:pk>/<slug:verb>", manage_people.do, name="manage_person_act"),
    path("ban/quan-tri/don-vi", manage_office.units, name="manage_units"),
    path("ban/quan-tri/don-vi/<int:pk>", manage_office.unit, name="manage_unit"),
    path("ban/quan-tri/dia-ban", manage_office.areas, name="manage_areas"),
    path("ban/quan-tri/dia-ban/<int:pk>", manage_office.area, name="manage_area"),
    path("ban/quan-tri/linh-vuc", manage_rules.topics, name="manage_topics"),
    path("ban/quan-tri/linh-vuc/<int:pk>", manage_rules.topic, name="manage_topic"),
    path("ban/quan-tri/linh-vuc/<int:pk>/bo", manage_rules.drop_topic, name="manage_drop_topic"),
    path("ban/quan-tri/duyet", manage_approval.approval, name="manage_routes"),
    path("ban/quan-tri/duyet/<slug:verb>", manage_approval.do, name="manage_routes_act"),
    path("ban/quan-tri/lich", manage_rules.calendar, name="manage_calendar"),
    path("ban/quan-tri/thoi-han", manage_rules.periods, name="manage_periods"),
    path("ban/quan-tri/may-chu", manage_servers.servers, name="manage_servers"),
    path("ban/quan-tri/may-chu/<slug:verb>", manage_servers.do, name="manage_servers_act"),
    path("ban/dang-nhap", login.Login.as_view(), name="account_login"),
    path("ban/dang-nhap/ma", second_factor.authenticate, name="mfa_authenticate"),
    path("ban/dang-nhap/khoa", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("ban/dang-nhap/dong", account.account_inactive, name="account_inactive"),
    path("ban/dang-nhap/chung/<slug:provider_id>", openid.login, name="openid_connect_login"),
    path("ban/dang-nhap/chung/<slug:provider_id>/ve", openid.callback, name="openid_connect_callback"),
    path("ban/dang-nhap/chung-loi", office_login.login_error, name="socialaccount_login_error"),
    path("ban/dang-nhap/chung-thoi", office_login.login_cancelled, name="socialaccount_login_cancelled"),
    path("ban/dang-xuat", account.logout, name="account_logout"),
    path("ban/mat-khau", account.password_change, name="account_change_password"),
    path("ban/xac-nhan", account.reauthenticate, name="account_reauthenticate"),
    path("ban/xac-nhan/ma", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("ban/xac-nhan/khoa", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("ban/an-toan", second_factor.index, name="mfa_index"),
    path("ban/an-toan/ung-dung", totp.activate_totp, name="mfa_activate_totp"),
    path("ban/an-toan/ung-dung/bo", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ban/an-toan/du-phong", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ban/an-toan/du-phong/moi", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ban/an-toan/du-phong/tai", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("ban/an-toan/khoa", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("ban/an-toan/khoa/them", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("ban/an-toan/khoa/<int:pk>/bo", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("ban/an-toan/khoa/<int:pk>/sua", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("ban/an-toan/phien", sessions.list_usersessions, name="usersessions_list"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
