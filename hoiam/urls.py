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

from hoiam.answer.approval import desk as approving
from hoiam.answer.books import desk as exporting
from hoiam.answer.clock import public as public_waiting
from hoiam.answer.inbox import desk as inboxes
from hoiam.answer.issuing import desk as issuing_desk
from hoiam.answer.joining import public as known
from hoiam.answer.page import desk as answering
from hoiam.answer.public import public as answers
from hoiam.answer.public import waiting
from hoiam.answer.rating import public
from hoiam.answer.reply import desk_templates as templating
from hoiam.answer.sender import desk_calling as calling_desk
from hoiam.answer.sender import desk_lost_key as renewing_desk
from hoiam.answer.sender import desk_opening as opening_desk
from hoiam.answer.sender import public_restriction as opening_up
from hoiam.answer.sender import public_rights as rights_public
from hoiam.desk import login
from hoiam.desk.manage import approval as manage_approval
from hoiam.desk.manage import office as manage
from hoiam.desk.manage import people as manage_people
from hoiam.desk.manage import rules as manage_rules
from hoiam.desk.manage import servers as manage_servers
from hoiam.listen.files import desk as desk_covering
from hoiam.listen.imports import desk as importing
from hoiam.listen.intake import desk as taking_in
from hoiam.listen.key import public as following
from hoiam.listen.mailbox import desk
from hoiam.listen.pasting import desk as pasting
from hoiam.listen.reception import desk as citizens
from hoiam.listen.restricted import desk as sealed_desk
from hoiam.listen.withholding import desk as desk_review
from hoiam.listen.withholding import public as public_register
from hoiam.report.duties import desk as duties
from hoiam.report.duties import desk_submitting as handing
from hoiam.report.editing import desk as rewording
from hoiam.report.exchange import desk as bundling
from hoiam.report.exchange import public as door
from hoiam.report.files import desk as files_of_all
from hoiam.report.freezing import desk as reporting
from hoiam.report.issuing import desk as report_issuing
from hoiam.report.kinds import desk as theming
from hoiam.report.periods import desk as arranging
from hoiam.report.reading import desk_province as of_province
from hoiam.report.reading import public as reports
from hoiam.report.sections import desk as writing
from hoiam.report.sections import desk_owners
from hoiam.report.typed import desk as typing
from hoiam.web import errors, office, proof, roles, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("gui", known.send, name="send"),
    path("theo-doi", following.follow, name="follow"),
    path("theo-doi/dong", following.forget, name="forget"),
    path("tra-loi", answers.answers, name="answers"),
    path("cho-tra-loi", waiting.waiting, name="waiting"),
    path("tra-loi/<slug:number>", answers.answer, name="answer"),
    path("tra-loi/<slug:number>/danh-gia", public.rate, name="rate"),
    path("tra-loi/<slug:number>/bo-giu-kin", opening_up.open_up, name="open_up"),
    path("tra-loi/<slug:number>/xem-xet-lai", public_register.ask, name="appeal"),
    path("khong-dang", public_register.withheld, name="withheld"),
    path("khong-dang.csv", public_register.withheld_file, name="withheld_file"),
    path("tra-loi/<slug:number>/bo-sung", public_waiting.supply_more, name="supply"),
    path("tra-loi/<slug:number>/toi-cung-gap", known.press, name="me_too"),
    path("tra-loi/<slug:number>/viec-khac", answers.own_way, name="own_way"),
    path("tra-loi/<slug:number>/cong-khai", answers.publicity, name="publicity"),
    path("tra-loi/<slug:number>/bang-chung.json", proof.proof, name="proof"),
    path("tra-loi/<slug:number>/cua-toi", rights_public.rights, name="rights"),
    path("tra-loi/<slug:number>/cua-toi/ban-sao", rights_public.copy, name="rights_copy"),
    path("tra-loi/<slug:number>/van-ban.pdf", answers.issued_file, name="issued"),
    path("tra-loi/<slug:number>/them-tep", answers.add_file, name="add_file"),
    path("tep/<slug:name>", answers.file, name="file"),
    path("bao-cao", reports.index, name="reports"),
    path("bao-cao/cua/<slug:office>/<slug:kind>", reports.reports, name="reports_below"),
    path("bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>", reports.report, name="report_below"),
    path("bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>/tep/<str:name>", reports.file, name="report_file_below"),
    path("bao-cao/cua/<slug:office>/<slug:kind>/<slug:period>/<str:figure>", reports.figure, name="figure_below"),
    path("bao-cao/<slug:kind>", reports.reports, name="reports_of"),
    path("bao-cao/<slug:kind>/<slug:period>", reports.report, name="report"),
    path("bao-cao/<slug:kind>/<slug:period>/tep/<str:name>", reports.file, name="report_file"),
    path("bao-cao/<slug:kind>/<slug:period>/<str:figure>", reports.figure, name="report_figure"),
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
    path("may-chu/bao-cao", door.bring, name="bring_bundle"),
    path("may-chu/hoi", door.ask, name="ask_bundles"),
    path("co-chu", views.text_size, name="text_size"),
    path("ban", inboxes.inbox_page, name="inbox"),
    path("ban/loc", inboxes.narrow, name="narrow"),
    path("ban/giao", inboxes.assign_chosen, name="assign_chosen"),
    path("ban/phim-tat", inboxes.keys, name="keys"),
    path("ban/tiep-theo", answering.next_one, name="next"),
    path("ban/xem-xet-lai", desk_review.reviews, name="reviews"),
    path("ban/duyet", approving.approvals, name="approvals"),
    path("ban/duyet/chon", approving.approve_chosen, name="approve_chosen"),
    path("ban/duyet/uy-quyen", approving.lend, name="lend"),
    path("ban/duyet/uy-quyen/<int:pk>/thoi", approving.take_back, name="take_back"),
    path("ban/danh-sach.xlsx", exporting.inbox_file, name="inbox_file"),
    path("ban/so", exporting.shelf, name="books"),
    path("ban/so/<slug:which>.<str:form>", exporting.book_file, name="book_file"),
    path("ban/tiep-cong-dan", citizens.book, name="reception"),
    path("ban/tiep-cong-dan/moi", citizens.enter, name="reception_enter"),
    path("ban/tiep-cong-dan/ngay", citizens.hold_day, name="reception_day"),
    path("ban/tiep-nhan/bien-nhan", taking_in.paper, name="taken_in_paper"),
    path("ban/tiep-nhan/bien-ban", taking_in.written_down, name="written_down"),
    path("ban/tiep-nhan/dan", pasting.paste, name="paste"),
    path("ban/tiep-nhan/tep", importing.files, name="import_files"),
    path("ban/tiep-nhan/tep/<slug:mark>", importing.file, name="import_file"),
    path("ban/tiep-nhan/tep/<slug:mark>/<slug:verb>", importing.do, name="import_do"),
    path("ban/tiep-nhan/hop-thu", desk.mail_box, name="mail_box"),
    path("ban/tiep-nhan/<slug:way>", taking_in.enter, name="take_in"),
    path("ban/mau-tra-loi", templating.templates, name="templates"),
    path("ban/mau-tra-loi/<int:pk>", templating.template, name="template"),
    path("ban/mau-tra-loi/<int:pk>/bo", templating.drop_template, name="drop_template"),
    path("ban/viec/<slug:number>", answering.matter_page, name="matter"),
    path("ban/viec/<slug:number>/niem-phong", sealed_desk.sealed, name="sealed"),
    path("ban/viec/<slug:number>/tra-loi.<str:form>", answering.letter_file, name="letter"),
    path("ban/viec/<slug:number>/nguoi-gui", opening_desk.contact, name="contact"),
    path("ban/viec/<slug:number>/mat-ma", renewing_desk.lost_key, name="lost_key"),
    path("ban/viec/<slug:number>/nop-luu", exporting.archive_file, name="archive"),
    path("ban/goi-dien", calling_desk.calls, name="calls"),
    path("ban/goi-dien/<int:pk>/mo", calling_desk.begin, name="begin_call"),
    path("ban/goi-dien/<int:pk>", calling_desk.call, name="call"),
    path("ban/goi-dien/<int:pk>/ket-qua", calling_desk.result, name="call_result"),
    path("ban/viec/<slug:number>/phat-hanh", issuing_desk.page, name="issue"),
    path("ban/viec/<slug:number>/bien-nhan.<str:form>", answering.receipt_file, name="receipt"),
    path("ban/viec/<slug:number>/bien-ban.<str:form>", answering.minutes_file, name="minutes"),
    path("ban/viec/<slug:number>/anh/<slug:name>/che", desk_covering.cover, name="cover"),
    path("ban/viec/<slug:number>/anh/<slug:name>/xem-thu", desk_covering.cover_preview, name="cover_preview"),
    path("ban/viec/<slug:number>/<slug:verb>", answering.do, name="act"),
    path("ban/viec/<slug:number>/<slug:verb>/giu", answering.keep_typed, name="keep_typed"),
    path("ban/bao-cao", reporting.reports, name="desk_reports"),
    path("ban/bao-cao/cai-dat", arranging.settings, name="report_settings"),
    path("ban/bao-cao/cai-dat/tuan", arranging.start_weeks, name="start_weeks"),
    path("ban/bao-cao/cai-dat/ky-hop", arranging.enter_session, name="enter_session"),
    path("ban/bao-cao/cai-dat/<slug:kind>", desk_owners.owners, name="report_owners"),
    path("ban/bao-cao/cai-dat/<slug:kind>/<slug:section>", desk_owners.owner, name="report_owner"),
    path("ban/bao-cao/chi-tieu", typing.plan, name="targets"),
    path("ban/bao-cao/chi-tieu/<int:year>", typing.plan, name="targets_of"),
    path("ban/bao-cao/tep-so-lieu/<int:pk>", typing.attachment, name="typed_attachment"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/so-lieu", typing.figures, name="type_figures"),
    path("ban/bao-cao/phai-nop", duties.mine, name="desk_duties"),
    path("ban/bao-cao/phai-nop/han", duties.rules, name="duty_rules"),
    path("ban/bao-cao/phai-nop/tong-hop", duties.overview, name="duty_grid"),
    path("ban/bao-cao/phai-nop/tong-hop/<slug:kind>", duties.overview, name="duty_grid_of"),
    path("ban/bao-cao/phai-nop/tong-hop/<slug:kind>/<slug:period>", duties.of_period, name="duty_period"),
    path("ban/bao-cao/phai-nop/cua/<slug:office>", duties.theirs, name="desk_duties_of"),
    path("ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>", duties.handed, name="handed_report"),
    path("ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>/gia-han", duties.extend, name="extend_duty"),
    path(
        "ban/bao-cao/phai-nop/cua/<slug:office>/<slug:kind>/<slug:period>/<slug:verb>",
        duties.judge,
        name="judge_report",
    ),
    path("ban/bao-cao/chuyen-de", theming.themes, name="themes"),
    path("ban/bao-cao/chuyen-de/<int:pk>/thoi", theming.end, name="end_theme"),
    path("ban/bao-cao/<slug:kind>/chon-ky", theming.choose, name="choose_period"),
    path("ban/bao-cao/toan-tinh", of_province.now, name="province_now"),
    path("ban/bao-cao/lap-tep/<slug:mark>", files_of_all.job, name="job"),
    path("ban/bao-cao/lap-tep/<slug:mark>/tep.zip", files_of_all.archive, name="job_archive"),
    path("ban/bao-cao/lap-tep/<slug:mark>/<slug:verb>", files_of_all.do, name="job_do"),
    path("ban/bao-cao/<slug:kind>", reporting.reports, name="desk_reports_of"),
    path("ban/bao-cao/<slug:kind>/<slug:period>", reporting.report, name="desk_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/lap-tep", files_of_all.begin, name="begin_job"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/so/<str:figure>", of_province.figure, name="desk_figure"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/so/<str:figure>/<slug:office>", of_province.below, name="desk_below"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/ai-chua-gui", writing.board, name="report_sections"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/muc/<slug:section>/<slug:unit>", writing.section, name="write_section"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>", writing.plan, name="report_plan"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>/them", writing.plan_task, name="plan_task"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/nhiem-vu/<slug:unit>/chuyen", writing.carry, name="carry_tasks"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/viec/<int:pk>", writing.task, name="report_task"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau", rewording.sentences, name="report_sentences"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau/<slug:key>", rewording.sentence, name="report_sentence"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cau/<slug:key>/may", rewording.restore, name="restore_sentence"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/tin-nhan", rewording.chat, name="report_chat"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/chot", reporting.freeze, name="freeze_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/phat-hanh", report_issuing.page, name="issue_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/phat-hanh/co-so.pdf", report_issuing.numbered_file, name="numbered"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/cong-bo", reporting.publish, name="publish_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/buoc/<slug:verb>", handing.move, name="move_report"),
    path("ban/bao-cao/<slug:kind>/<slug:period>/tep/<str:name>", reporting.file, name="desk_report_file"),
    path("ban/may-chu", bundling.bundles, name="bundles"),
    path("ban/may-chu/nhan", bundling.bring, name="bring_bundle_file"),
    path("ban/may-chu/tra-loi", bundling.bring_answer, name="bring_answer"),
    path("ban/may-chu/goi/<int:pk>", bundling.file, name="bundle_file"),
    path("ban/may-chu/goi/<int:pk>/gui-lai", bundling.again, name="bundle_again"),
    path("ban/may-chu/da-nhan/<int:pk>/bao-cao.pdf", bundling.paper, name="bundle_paper"),
    path("ban/may-chu/da-nhan/<int:pk>/tra-loi.json", bundling.answer, name="bundle_answer"),
    path("ban/quan-tri", manage.overview, name="manage"),
    path("ban/quan-tri/co-quan", manage.office_facts, name="manage_office"),
    path("ban/quan-tri/can-bo", manage_people.people, name="manage_people"),
    path("ban/quan-tri/can-bo/moi", manage_people.new_person, name="manage_new_person"),
    path("ban/quan-tri/can-bo/<int:pk>", manage_people.person, name="manage_person"),
    path("ban/quan-tri/can-bo/<int:pk>/<slug:verb>", manage_people.do, name="manage_person_act"),
    path("ban/quan-tri/don-vi", manage.units, name="manage_units"),
    path("ban/quan-tri/don-vi/<int:pk>", manage.unit, name="manage_unit"),
    path("ban/quan-tri/dia-ban", manage.areas, name="manage_areas"),
    path("ban/quan-tri/dia-ban/<int:pk>", manage.area, name="manage_area"),
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
