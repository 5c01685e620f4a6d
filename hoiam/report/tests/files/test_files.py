"""The files of a report and the command that writes them."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command

from hoiam.report.counting.compile import compile
from hoiam.report.editing.acts import edit_sentence
from hoiam.report.files import formats
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.sections.acts import write_narrative
from hoiam.report.sections.planning import carry_over, plan_task, tell_result
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when
from hoiam.report.tests.figures.test_figures import a_busy_week


def docx_words(data: bytes) -> str:
    return re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode())


def test_the_command_writes_every_file(scene, tmp_path, capsys):
    a_busy_week(scene)
    call_command("report", "compile", "--period", "2026-W46", "--office", "hoa-binh", "--out", str(tmp_path / "bc"))
    assert sorted(path.name for path in (tmp_path / "bc").iterdir()) == [
        "figures.csv",
        "figures.json",
        "report.docx",
        "report.pdf",
        "report.txt",
    ]
    assert "Báo cáo tuần tuần 46" not in capsys.readouterr().out
    figures = {figure["id"]: figure for figure in json.loads((tmp_path / "bc" / "figures.json").read_text())}
    received = figures["messages_received"]
    # Of the four received one is a denunciation: the office counts it, the public page does not.
    assert (received["value"], received["unit"], len(received["entries"])) == (4, "nội dung", 4)
    assert received["definition"].startswith("Nội dung có ngày tiếp nhận trong kỳ")
    assert (tmp_path / "bc" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_office_s_own_report_is_complete_and_the_public_one_is_asked_for(scene, tmp_path, capsys):
    a_busy_week(scene)
    told = {}
    for version in ((), ("--public",)):
        call_command("report", "compile", "--period", "2026-W46", "--out", str(tmp_path), *version)
        figures = {figure["id"]: figure for figure in json.loads((tmp_path / "figures.json").read_text())}
        told[version] = [figures[id]["value"] for id in ("messages_received", "letters_denunciation")]
    assert told == {(): [4, 1], ("--public",): [3, None]}


def test_the_command_answers_in_json_and_takes_the_last_ended_week(scene, tmp_path, capsys):
    call_command("report", "compile", "--out", str(tmp_path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["office"] == "hoa-binh"
    assert told["state"] == "open"
    assert len(told["files"]) == 5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--period", "2026-W60"), "Năm 2026 có 53 tuần"),
        (("--period", "tuan-46"), "viết như 2026-W46"),
        (("--kind", "hourly"), "Không có loại báo cáo «hourly»"),
        (("--period", "2099-W01"), "chưa bắt đầu"),
        (("--office", "khong-co"), "Không có cơ quan mã «khong-co»"),
    ],
)
def test_what_the_command_cannot_do_it_says_in_words(scene, tmp_path, given, words):
    with pytest.raises(CommandError, match=words):
        call_command("report", "compile", "--out", str(tmp_path), *given)


def test_the_text_for_a_chat_is_short_and_ends_with_the_address(scene, settings):
    settings.PUBLIC_URL = "https://hoabinh.example.vn"
    for place in range(60):
        scene.receive(when("11-10"), topic=f"linh-vuc-{place}", channel=("web", "phone", "letter")[place % 3])
    told = formats.chat_text(compile(scene.office, WEEKLY, WEEK, AFTER)).decode()
    assert len(told) <= 2000
    assert told.startswith("UBND phường Hòa Bình: kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)\n")
    assert told.endswith("https://hoabinh.example.vn/bao-cao/weekly/2026-W46\n")


def test_the_document_holds_title_figures_balance_and_the_words_of_the_units(scene, lan):
    a_busy_week(scene)
    write_narrative(WEEKLY, WEEK, lan.unit, "economy", "Thay 06 bóng đèn tại tổ dân phố 4.", by=lan, at=AFTER)
    words = docx_words(formats.docx(compile(scene.office, WEEKLY, WEEK, AFTER, inside=True, drafts=True)))
    for expected in (
        "Kết quả công tác tuần 46 (từ ngày 09/11/2026 đến ngày 15/11/2026)",
        "và nhiệm vụ trọng tâm tuần 47",
        "PHƯỜNG HÒA BÌNH",
        "Phòng Kinh tế, Hạ tầng và Đô thị: Thay 06 bóng đèn tại tổ dân phố 4.",
        "Tổng số 07 (kỳ trước chuyển sang 01",
        "Kỳ đã kết thúc, số liệu chưa chốt.",
        "Trên đây là báo cáo kết quả công tác tuần 46",
    ):
        assert expected in words


def test_the_document_holds_what_came_of_the_last_plan_the_tasks_ahead_and_what_a_reworded_sentence_says(
    scene, lan, nam
):
    scene.receive(when("11-10"))
    drains = plan_task(WEEKLY, WEEK.previous(), lan.unit, "Nạo vét cống chợ.", by=lan, at=when("11-05"))
    tell_result(drains, "partly", "Còn đoạn qua chợ.", by=lan, at=when("11-12"))
    carry_over(WEEKLY, WEEK, lan.unit, by=lan, at=when("11-12"))
    edit_sentence(WEEKLY, WEEK, "received", "Tuần qua tiếp nhận 02 phản ánh.", by=nam, at=AFTER)
    words = docx_words(formats.docx(compile(scene.office, WEEKLY, WEEK, AFTER, drafts=True)))
    for told in (
        "8. Kết quả thực hiện nhiệm vụ kỳ trước",
        "Nạo vét cống chợ. (Phòng Kinh tế, Hạ tầng và Đô thị)",
        "Hoàn thành một phần: Còn đoạn qua chợ.",
        "Nạo vét cống chợ. (Phòng Kinh tế, Hạ tầng và Đô thị, chuyển kỳ lần thứ 1)",
        "Tuần qua tiếp nhận 02 phản ánh. (số do cơ quan sửa, 02: nguồn ghi 01)",
    ):
        assert told in words
    public = docx_words(formats.docx(compile(scene.office, WEEKLY, WEEK, AFTER)))
    assert "Nạo vét" not in public
    assert "Trong tuần tiếp nhận 01 phản ánh" in public


def test_a_report_that_does_not_close_names_the_records(scene):
    number = scene.receive(when("11-09"))
    first, second = (scene.answer(number, when(day)).number for day in ("11-10", "11-11"))
    told = formats.chat_text(compile(scene.office, WEEKLY, WEEK, AFTER)).decode()
    where = f"hồ sơ số {number} (dòng số {first - 1}, {first}, {second})"
    assert f"Số liệu chưa cân đối: cần xem lại nhật ký xử lý của {where}." in told


def test_files_of_a_published_report_are_made_once_and_kept(scene, binh, settings, tmp_path):
    settings.HOME = tmp_path
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    assert not list((settings.HOME / "reports").rglob("*"))
    publish(frozen, by=binh, at=AFTER)
    compiled = compile(scene.office, WEEKLY, WEEK, AFTER)
    first = formats.kept(compiled, "report.docx")
    kept = list((settings.HOME / "reports" / "hoa-binh").iterdir())
    assert [path.name for path in kept] == [f"weekly-2026-W46-{frozen.digest[:16]}-report.docx"]
    kept[0].write_bytes(b"as it was kept")
    assert formats.kept(compiled, "report.docx") == b"as it was kept" != first
