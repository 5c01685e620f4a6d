"""What the machine proposes, measured on texts as residents type them, and the few sentences it must never miss."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

from hoiam.listen.kinds.kinds import danger, propose
from hoiam.viettext.fold import ONE_FOR_ONE

DATA = Path(__file__).with_name("data")
# The least that must hold on each table, of the kinds and of the danger. What was measured: docs/benchmarks.md.
FLOORS = {
    "kinds_known": (0.97, 0.98),
    "kinds_unseen": (0.94, 0.97),
    "kinds_later": (0.90, 0.95),
    "kinds_last": (0.92, 0.95),
    "kinds_desk": (0.96, 0.97),
    "kinds_desk_later": (0.96, 0.97),
    "kinds_desk_last": (0.95, 0.97),
    "danger": (0.9, 0.97),
    "danger_later": (0.9, 0.92),
    "danger_last": (0.9, 0.75),  # not learnt from
}
WITHOUT_MARKS = 0.88


def table(name: str) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["said"]]


@pytest.mark.parametrize("name", FLOORS)
def test_most_texts_are_proposed_as_a_person_labelled_them(name):
    rows = table(name)
    right = sum(propose(text).kind == kind for kind, _, text in rows)
    # Danger: the number to show is among those shown, and where there is none nothing is shown.
    warned = sum((number in shown) if number else not shown for _, number, text in rows
                 for shown in [[one.number for one in danger(text)]])  # fmt: skip
    assert (right / len(rows), warned / len(rows)) >= FLOORS[name]
    assert warned / len(rows) >= FLOORS[name][1]


@pytest.mark.parametrize("name", FLOORS)
def test_marks_and_how_they_are_typed_change_little(name):
    rows = table(name)
    for text in (row[2] for row in rows):
        assert propose(unicodedata.normalize("NFD", text)) == propose(text)
    bare = sum(propose(text.translate(ONE_FOR_ONE)).kind == kind for kind, _, text in rows)
    assert bare / len(rows) >= WITHOUT_MARKS


@pytest.mark.parametrize("name", FLOORS)
def test_no_report_of_a_broken_thing_is_surely_a_signed_letter(name):
    for kind, _, text in table(name):
        proposal = propose(text)
        if proposal.sure and proposal.kind in ("complaint", "denunciation"):
            assert kind == proposal.kind, text


def test_what_is_sure_is_right():
    sure = [(propose(text), kind) for name in FLOORS for kind, _, text in table(name)]
    right = [proposal.kind == kind for proposal, kind in sure if proposal.sure]
    assert sum(right) / len(right) >= 0.98


def test_a_word_that_is_denied_is_no_sign():
    assert propose("Tôi không tố cáo ai, chỉ phản ánh đường tối quá").kind == "feedback"
    assert propose("Đây không phải đơn khiếu nại: rác ở tổ 3 không ai thu gom").kind == "feedback"
    assert propose("Nếu không sửa đường tôi sẽ khiếu nại lên tỉnh").kind == "feedback"


def test_a_word_that_is_quoted_is_no_sign():
    assert propose("Bảng ghi «Phòng tiếp công dân, khiếu nại quyết định» bị gãy, rơi xuống sân").kind == "feedback"


def test_a_slip_of_the_finger_and_keys_of_the_keyboard_are_forgiven():
    assert propose("Tôi khiếu nại quyết dịnh xử phạt số 12 của phường").kind == "complaint"
    assert propose("khieesu naji quyeest ddinhj xuwr phajt").kind == "complaint"
    assert propose("xin bản sao quyết định phê duyệt").kind == "information"


def test_the_words_that_led_to_it_are_shown_where_they_stand():
    text = unicodedata.normalize("NFD", "Nhà bên cạnh lấn ranh đất nhà tôi 20 cm")
    composed = unicodedata.normalize("NFC", text)
    proposal = propose(text)
    assert proposal.kind == "mediation"
    assert [word.text for word in proposal.words][:2] == ["Nhà bên cạnh", "lấn ranh đất nhà tôi"]
    assert all(composed[word.start : word.end] == word.text for word in proposal.words)


def test_danger_tells_whose_number_comes_first():
    assert [(one.number, one.words[0].text) for one in danger("Khẩn, đang cháy ở hẻm 12")] == [("114", "đang cháy")]
    assert danger("Xin tập huấn phòng cháy chữa cháy") == danger("Bóng đèn cháy hai tuần rồi") == []


@pytest.mark.parametrize("text", ["", "   ", "???", "👍", "1234", "ok", "«", "!" * 5000])
def test_a_text_that_says_nothing_is_nothing_sure(text):
    assert not propose(text).sure
    assert danger(text) == []
