"""The system's sentences in the office's own words: numbers stay tied, and what does not agree is named."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hoiam.ledger.models import Entry
from hoiam.report.counting.compile import compile
from hoiam.report.counting.counting import count
from hoiam.report.duties.submitting import correct, open_correction
from hoiam.report.editing.acts import disagreeing, edit_sentence, restore_sentence
from hoiam.report.freezing.acts import freeze, publish
from hoiam.report.sentences.sentence import text_of
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when


def edit(key, typed, by, at=AFTER):
    return edit_sentence(WEEKLY, WEEK, key, typed, by=by, at=at)


def said(office, key, at=AFTER, inside=False, drafts=True):
    compiled = compile(office, WEEKLY, WEEK, at, inside=inside, drafts=drafts)
    return next((text_of(one) for one in compiled.sentences if one.key == key), None)


def astray(office, at=AFTER):
    return disagreeing(count(office, WEEKLY, WEEK, at))


@pytest.fixture
def busy(scene):
    for _ in range(3):
        scene.receive(when("11-10"))
    return scene


def test_an_untouched_number_in_an_edited_sentence_is_counted_anew(busy, nam):
    edit("received", "Tuần qua người dân gửi đến 03 phản ánh, kiến nghị.", nam)
    assert said(busy.office, "received") == "Tuần qua người dân gửi đến 03 phản ánh, kiến nghị."
    busy.receive(when("11-12"))
    assert said(busy.office, "received") == "Tuần qua người dân gửi đến 04 phản ánh, kiến nghị."
    assert astray(busy.office) == []
    entry = Entry.objects.get(kind="report.sentence_edited")
    assert entry.payload == {"kind": "weekly", "period": "2026-W46", "sentence": "received", "left_out": False}


def test_a_number_typed_over_is_named_with_what_its_source_says(busy, nam):
    edit("received", "Trong tuần tiếp nhận 05 phản ánh, kiến nghị.", nam)
    (one,) = astray(busy.office)
    assert [(piece.text, piece.source, piece.figure) for piece in one.typed] == [("05", "03", "messages_received")]
    assert said(busy.office, "received") == (
        "Trong tuần tiếp nhận 05 phản ánh, kiến nghị. (số do cơ quan sửa, 05: nguồn ghi 03)"
    )
    edit("received", "Trong tuần tiếp nhận 03 phản ánh, kiến nghị.", nam)
    assert astray(busy.office) == []


def test_a_number_that_agreed_and_no_longer_does_is_named(busy, nam):
    edit("received", "Trong tuần tiếp nhận 3 phản ánh, kiến nghị.", nam)  # as it is said elsewhere
    assert astray(busy.office) == []
    busy.receive(when("11-12"))
    assert [piece.source for piece in astray(busy.office)[0].typed] == ["04"]


def test_a_number_of_no_figure_is_named_and_a_date_or_the_name_of_a_week_is_none(busy, nam):
    edit("received", "Tuần 46 (đến ngày 15/11/2026) tiếp nhận 03 phản ánh, trong đó 02 về rác.", nam)
    (one,) = astray(busy.office)
    assert (one.typed, one.loose) == ((), ("02",))
    assert "số do cơ quan ghi, không có nguồn: 02" in said(busy.office, "received")


def test_a_group_that_comes_later_is_named_as_missing_from_the_edited_sentence(busy, nam):
    edit("received_by_kind", "Tất cả là phản ánh: 03.", nam)
    assert astray(busy.office) == []
    busy.receive(when("11-12"), kind="question")
    (one,) = astray(busy.office)
    assert one.missing == ("Câu hỏi, đề nghị giải đáp: 01",)
    edit("received_by_kind", "Có 03 phản ánh; 01 câu hỏi.", nam)
    assert astray(busy.office)[0].missing == ()


def test_a_sentence_is_left_out_on_purpose_and_brought_back(busy, nam):
    edit("publicity", " ", nam)
    assert said(busy.office, "publicity") is None
    restore_sentence(WEEKLY, WEEK, "publicity", by=nam, at=AFTER)
    assert said(busy.office, "publicity").startswith("Đăng công khai 00 nội dung")
    with pytest.raises(ValidationError, match="câu của máy"):
        restore_sentence(WEEKLY, WEEK, "publicity", by=nam, at=AFTER)


def test_a_second_edit_builds_on_the_first(busy, nam):
    edit("received", "Tuần qua tiếp nhận 05 phản ánh, kiến nghị.", nam)
    edit("received", "Tuần vừa qua tiếp nhận 05 phản ánh, kiến nghị của người dân.", nam)
    (one,) = astray(busy.office)
    assert [(piece.text, piece.source) for piece in one.typed] == [("05", "03")]


def test_before_approval_each_sentence_astray_is_named_and_kept_only_on_purpose(busy, nam, binh):
    edit("received", "Trong tuần tiếp nhận 05 phản ánh, kiến nghị.", nam)
    with pytest.raises(ValidationError, match="tiếp nhận 05 phản ánh"):
        freeze(busy.office, WEEKLY, WEEK, by=binh, at=AFTER)
    publish(freeze(busy.office, WEEKLY, WEEK, kept_words=True, by=binh, at=AFTER), by=binh, at=AFTER)
    assert said(busy.office, "received", drafts=False).endswith("(số do cơ quan sửa, 05: nguồn ghi 03)")
    with pytest.raises(ValidationError, match="đã chốt"):
        edit("received", "Muộn.", nam)


def test_until_the_report_is_published_the_public_reads_the_systems_sentences(busy, nam, binh):
    own = "Trong tuần tiếp nhận 03 phản ánh, kiến nghị (kỳ trước không phát sinh)."
    edit("received", "Tuần qua tiếp nhận 03 phản ánh, kiến nghị.", nam)
    edit("publicity", "", nam)
    for _ in range(2):
        assert said(busy.office, "received", drafts=False) == own
        assert said(busy.office, "publicity", drafts=False).startswith("Đăng công khai")
        if not compile(busy.office, WEEKLY, WEEK, AFTER).frozen:
            frozen = freeze(busy.office, WEEKLY, WEEK, by=binh, at=AFTER)
    publish(frozen, by=binh, at=AFTER)
    assert said(busy.office, "received", drafts=False) == "Tuần qua tiếp nhận 03 phản ánh, kiến nghị."
    assert said(busy.office, "publicity", drafts=False) is None


def test_a_small_restricted_number_stays_hidden_in_public_whatever_is_typed(busy, binh, nam):
    busy.receive(when("11-10"), kind="denunciation", restricted=True)
    edit("letters", "Đơn khiếu nại: 02; đơn tố cáo: 01.", binh)
    public, inside = said(busy.office, "letters"), said(busy.office, "letters", inside=True)
    assert (
        public
        == "Đơn khiếu nại: dưới 05; đơn tố cáo: dưới 05 (hồ sơ hạn chế tiếp cận, không tính trong các số liệu khác)."
    )
    assert inside == "Đơn khiếu nại: 02; đơn tố cáo: 01. (số do cơ quan sửa, 02: nguồn ghi 00)"
    with pytest.raises(ValidationError, match="không gõ thêm số"):
        edit("letters", "Đơn khiếu nại: 00; đơn tố cáo: 01, tức là cả thảy 01 đơn.", binh)
    edit("letters", "Khiếu nại dưới 05 đơn; tố cáo dưới 05 đơn.", nam)
    assert said(busy.office, "letters", inside=True) == "Khiếu nại 00 đơn; tố cáo 01 đơn."


def test_only_who_puts_the_report_together_edits_and_only_what_they_read(busy, lan, nam):
    with pytest.raises(PermissionDenied):
        edit("received", "Khác.", lan)
    busy.receive(when("11-10"), kind="denunciation", restricted=True)
    with pytest.raises(ValidationError, match="không có câu này"):
        edit("letters_total", "Đơn thư: 01.", nam)


def test_a_correction_too_names_what_does_not_agree_and_keeps_it_only_on_purpose(busy, nam, binh):
    frozen = freeze(busy.office, WEEKLY, WEEK, by=binh, at=AFTER)
    open_correction(frozen, "Ghi thiếu một nội dung.", by=binh, at=AFTER)
    edit("received", "Trong tuần tiếp nhận 05 phản ánh, kiến nghị.", nam)
    with pytest.raises(ValidationError, match="tiếp nhận 05 phản ánh"):
        correct(busy.office, WEEKLY, WEEK, "Bổ sung.", by=binh, at=AFTER)
    assert correct(busy.office, WEEKLY, WEEK, "Bổ sung.", kept_words=True, by=binh, at=AFTER).version == 2
