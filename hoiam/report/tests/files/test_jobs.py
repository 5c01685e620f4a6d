"""Long work: the files of a province and its communes, stopped and taken up again, who fails told by name."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from hoiam.ledger.models import Entry
from hoiam.office.acts import appoint, grant
from hoiam.office.models import Person, Role
from hoiam.report.files import jobs
from hoiam.report.files.formats import WRITERS
from hoiam.report.models import Frozen, Job, JobItem
from hoiam.report.tests.conftest import when
from hoiam.report.tests.rollup.test_rollup import WEEK, WEEKLY, a_week_of_three, chairman_of, communes, complaints
from hoiam.testing import FOUNDED

__all__ = ["communes"]  # the fixture
NOW = when("11-17", "08:00")
PAGE = "/ban/bao-cao/weekly/2026-W46"


@pytest.fixture
def clerk(cast) -> Person:
    person = appoint(cast.province, "tonghop", None, "Mạc Thị Thảo", by=None, at=FOUNDED, post="Chuyên viên")
    grant(person, Role.CLERK, by=None, at=FOUNDED)
    return person


@pytest.fixture
def reported(communes):
    """Two of three communes have handed in their report of the week."""
    a_week_of_three(communes)
    complaints(communes[1], 200_000_101, 3)
    for commune in communes[:2]:
        commune.report()
    return communes


def begun(clerk: Person, what: str = "documents") -> Job:
    return jobs.begin(clerk.office, WEEKLY, WEEK, what, by=clerk, at=NOW)


def finished(job: Job) -> zipfile.ZipFile:
    jobs.make_files(NOW)
    job.refresh_from_db()
    assert job.finished_at
    return zipfile.ZipFile(jobs.archive_of(job))


def states(job: Job) -> dict[str, str]:
    return dict(job.items.values_list("office__code", "state"))


def test_the_files_of_all_that_reported_come_in_one_archive_with_a_list_of_who_is_missing(cast, reported, clerk):
    archive = finished(begun(clerk))

    names = set(archive.namelist())
    assert {"hoa-binh/weekly-2026-W46-report.pdf", "an-thinh/weekly-2026-W46-report.docx"} <= names
    assert "lac-hong/weekly-2026-W46-report.pdf" in names
    assert not any(name.startswith("binh-phu/") for name in names)
    assert "Xã Bình Phú: chưa có báo cáo, chưa nộp" in archive.read("danh-sach.txt").decode()
    assert archive.read("hoa-binh/weekly-2026-W46-report.pdf").startswith(b"%PDF")


def test_asking_for_the_files_stands_in_the_ledger(reported, clerk):
    begun(clerk, "all")

    entry = Entry.objects.get(kind="report.files_asked")
    assert entry.by == clerk
    assert entry.payload == {"kind": "weekly", "period": "2026-W46", "what": "all", "offices": 3, "inside": False}


def test_who_is_stopped_goes_on_where_it_stopped_and_makes_nothing_twice(reported, clerk):
    job = begun(clerk)
    jobs.go_on(job, seconds=0, at=NOW)
    first = next(jobs.folder_of(job).rglob("report.pdf"))
    made_at = first.stat().st_mtime_ns

    jobs.stop(job, by=clerk, at=NOW)
    jobs.make_files(NOW)
    assert list(states(job).values()).count("done") == 1

    jobs.take_up(job, by=clerk)
    before = first.read_bytes()
    jobs.go_on(job, seconds=0, at=NOW)
    assert first.stat().st_mtime_ns == made_at
    archive = finished(job)
    assert before in {archive.read(name) for name in archive.namelist()}


def test_an_office_in_hand_when_the_power_failed_is_made_again(reported, clerk):
    job = begun(clerk)
    JobItem.objects.filter(job=job, office__code="hoa-binh").update(state="taken", tries=1, taken_at=NOW)

    jobs.make_files(NOW + timedelta(minutes=2))
    assert states(job)["hoa-binh"] == "taken"

    jobs.make_files(NOW + timedelta(minutes=6))
    assert states(job)["hoa-binh"] == "done"
    job.refresh_from_db()
    assert job.finished_at


def test_what_cuts_the_work_off_each_time_is_given_up_by_name(reported, clerk):
    job = begun(clerk)
    JobItem.objects.filter(job=job, office__code="hoa-binh").update(state="taken", tries=2, taken_at=NOW)

    archive = finished_later(job)

    assert "Phường Hòa Bình: lỗi, bị ngắt giữa chừng nhiều lần" in archive.read("danh-sach.txt").decode()


def finished_later(job: Job) -> zipfile.ZipFile:
    jobs.make_files(NOW + timedelta(minutes=6))
    return zipfile.ZipFile(jobs.archive_of(job))


def test_a_report_that_is_broken_is_told_by_name_and_the_others_are_made(reported, clerk):
    Frozen.objects.filter(report__office__code="an-thinh").update(public={"figures": None})
    job = begun(clerk)

    archive = finished(job)

    assert states(job) == {"lac-hong": "done", "hoa-binh": "done", "an-thinh": "failed", "binh-phu": "missing"}
    assert "Xã An Thịnh: lỗi, không lập được tệp" in archive.read("danh-sach.txt").decode()


def test_only_one_such_work_runs_at_a_time_and_only_at_a_province(cast, reported, clerk):
    begun(clerk)
    with pytest.raises(ValidationError, match="chưa xong"):
        begun(clerk)
    with pytest.raises(PermissionDenied):
        jobs.begin(cast.office, WEEKLY, WEEK, "all", by=cast.nam, at=NOW)
    with pytest.raises(ValidationError, match="chưa kết thúc"):
        jobs.begin(cast.province, WEEKLY, WEEK.next(), "all", by=clerk, at=NOW)


def test_the_files_are_gone_after_a_week(reported, clerk):
    job = begun(clerk)
    finished(job)
    path: Path = jobs.archive_of(job)

    jobs.make_files(NOW + timedelta(days=8))

    assert not path.exists()
    assert not Job.objects.exists()


def test_the_page_shows_how_far_it_is_and_looks_again_without_a_script(cast, reported, clerk, client):
    client.force_login(clerk)
    job = begun(clerk)
    jobs.go_on(job, seconds=0, at=NOW)

    page = client.get(f"/ban/bao-cao/lap-tep/{job.mark}")
    words = page.content.decode()
    assert page["Refresh"] == "5"
    assert '<progress max="4" value="1"' in words
    assert "1/4" in words

    client.post(f"/ban/bao-cao/lap-tep/{job.mark}/dung")
    stopped = client.get(f"/ban/bao-cao/lap-tep/{job.mark}")
    assert "Refresh" not in stopped
    assert "Lập tiếp" in stopped.content.decode()

    client.post(f"/ban/bao-cao/lap-tep/{job.mark}/tiep")
    finished(job)
    done = client.get(f"/ban/bao-cao/lap-tep/{job.mark}").content.decode()
    assert "Đã lập xong" in done
    assert "Xã Bình Phú" in done
    fetched = client.get(f"/ban/bao-cao/lap-tep/{job.mark}/tep.zip")
    assert fetched["Content-Disposition"] == 'attachment; filename="lac-hong-weekly-2026-W46.zip"'
    assert zipfile.ZipFile(io.BytesIO(b"".join(fetched.streaming_content))).testzip() is None


def test_the_desk_of_the_province_begins_it_with_one_button(reported, clerk, client):
    client.force_login(clerk)
    assert "Tệp của các xã" in client.get(PAGE).content.decode()

    answer = client.post(f"{PAGE}/lap-tep", {"what": "documents"})

    job = Job.objects.get()
    assert answer["Location"] == f"/ban/bao-cao/lap-tep/{job.mark}"
    assert f"/ban/bao-cao/lap-tep/{job.mark}" in client.get(PAGE).content.decode()


def test_files_with_inside_numbers_are_for_who_may_know_them(cast, reported, clerk, client):
    chairman = chairman_of(cast.province)
    job = jobs.begin(cast.province, WEEKLY, WEEK, "all", by=chairman, at=NOW)
    archive = finished(job)
    assert '"letters_complaint"' in archive.read("an-thinh/weekly-2026-W46-figures.json").decode()

    for person in (clerk, cast.nam, cast.binh):
        client.force_login(person)
        for address in ("", "/tep.zip"):
            assert client.get(f"/ban/bao-cao/lap-tep/{job.mark}{address}").status_code == 404
    client.force_login(chairman)
    assert client.get(f"/ban/bao-cao/lap-tep/{job.mark}/tep.zip").status_code == 200


@pytest.fixture
def interruptible():
    """The command hears Ctrl-C by itself; afterwards the tests do again."""
    heard = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in heard.items():
        signal.signal(number, handler)


def compile_all(out: Path) -> str:
    said = io.StringIO()
    call_command("report", "compile", "--all", "--period", "2026-W46", "--out", str(out), stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("interruptible")
def test_the_command_makes_every_office_s_files_and_once_more_only_what_has_changed(reported, tmp_path):
    first = compile_all(tmp_path)

    assert "2/4 Xã An Thịnh: đã ghi (đã chốt)" in first
    assert "3/4 Xã Bình Phú: đã ghi (chưa chốt)" in first
    assert {path.name for path in (tmp_path / "hoa-binh").iterdir()} == {*WRITERS, ".made"}
    again = compile_all(tmp_path)
    assert again.count("đã có từ trước") == 5
    reported[2].report(at=when("11-17"))
    third = compile_all(tmp_path)
    assert "3/4 Xã Bình Phú: đã ghi (đã chốt)" in third
    assert "1/4 Tỉnh Lạc Hồng: đã ghi" in third
    assert "2/4 Xã An Thịnh: đã có từ trước" in third


@pytest.mark.usefixtures("interruptible")
def test_a_command_that_is_stopped_finishes_what_is_in_hand_and_is_taken_up_by_the_same_words(reported, tmp_path):
    def press_ctrl_c() -> None:
        while not (tmp_path / "lac-hong" / ".made").exists():
            time.sleep(0.002)
        os.kill(os.getpid(), signal.SIGINT)

    pressing = threading.Thread(target=press_ctrl_c)
    pressing.start()
    with pytest.raises(CommandError, match="Chạy lại đúng lệnh này") as stopped:
        compile_all(tmp_path)
    pressing.join()

    assert stopped.value.returncode == 130
    assert not (tmp_path / "hoa-binh").exists()
    assert "1/4 Tỉnh Lạc Hồng: đã có từ trước" in compile_all(tmp_path)
    assert (tmp_path / "hoa-binh" / ".made").exists()
