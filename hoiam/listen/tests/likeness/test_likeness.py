from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hoiam.listen.likeness.likeness import MOST, candidates
from hoiam.testing import Ward, at, hoa_writes

pytestmark = pytest.mark.django_db

MONDAY = at("2026-11-16 08:30")  # thứ Hai
PIPE = "Ống nước đầu hẻm 45 Trần Hưng Đạo bể, nước chảy tràn ra đường"


def _writes(ward: Ward, when: str, text: str, **changed: object) -> str:
    return hoa_writes(ward, at(when), text=text, **{"place": "", "topic": None, **changed}).message.number


def _numbers(ward: Ward, number: str) -> list[str]:
    return [one.message.number for one in candidates(ward.office.inbox.get(number=number))]


def test_the_same_pipe_is_found_however_it_is_told(ward: Ward) -> None:
    first = _writes(ward, "2026-11-16 08:30", "Ống nước ở đầu ngõ 45 đường Trần Hưng Đạo bị vỡ từ tối qua")  # thứ Hai
    second = _writes(ward, "2026-11-18 09:00", "duong ong nuoc be o hem 45 tran hung dao, chay lenh lang")  # thứ Tư
    (found,) = candidates(ward.office.inbox.get(number=second))
    assert found.message.number == first
    assert found.reason == "cùng chỗ: ngõ 45 đường Trần Hưng Đạo; cùng việc: ống nước vỡ, rò; 2 ngày trước"
    assert 0.5 <= found.likeness <= 1


def test_another_number_another_street_and_another_thing_are_not_alike(ward: Ward) -> None:
    _writes(ward, "2026-11-16 08:30", "Ống nước đầu hẻm 54 Trần Hưng Đạo bể, nước chảy tràn ra đường")  # thứ Hai
    _writes(ward, "2026-11-16 08:40", "Ống nước đầu hẻm 45 Nguyễn Trãi bể, nước chảy tràn ra đường")
    _writes(ward, "2026-11-16 08:50", "Rác chất đống đầu hẻm 45 Trần Hưng Đạo, tràn ra đường")
    assert _numbers(ward, _writes(ward, "2026-11-16 09:00", PIPE)) == []


def test_what_came_later_can_be_joined_but_never_leads(ward: Ward) -> None:
    first = _writes(ward, "2026-11-16 08:30", PIPE)  # thứ Hai
    later = _writes(ward, "2026-11-17 08:30", PIPE)  # thứ Ba
    (found,) = candidates(ward.office.inbox.get(number=first))
    assert (found.message.number, found.later) == (later, True)
    assert found.reason.endswith("nhận sau 1 ngày")


def test_at_most_five_are_offered_and_those_that_came_before_first(ward: Ward) -> None:
    before = {_writes(ward, f"2026-11-16 08:3{nth}", PIPE) for nth in range(2)}  # thứ Hai
    asked = _writes(ward, "2026-11-16 09:00", PIPE)
    for nth in range(6):
        _writes(ward, f"2026-11-16 10:3{nth}", PIPE)
    found = _numbers(ward, asked)
    assert len(found) == MOST
    assert before < set(found)


def test_a_restricted_message_is_no_candidate_and_has_none(ward: Ward) -> None:
    hidden = _writes(ward, "2026-11-16 08:30", PIPE, kind="denunciation")  # thứ Hai
    asked = _writes(ward, "2026-11-16 09:00", PIPE)
    assert _numbers(ward, asked) == []
    assert _numbers(ward, hidden) == []


def test_coordinates_stand_for_the_place_where_no_words_do(ward: Ward) -> None:
    text = "Rác chất đống mấy hôm không ai lấy, hôi quá"
    near = _writes(ward, "2026-11-16 08:30", text, lat=16.4637, lon=107.5909)  # thứ Hai
    _writes(ward, "2026-11-16 08:31", text, lat=16.4837, lon=107.5909)  # hai cây số
    assert _numbers(ward, _writes(ward, "2026-11-16 09:00", text, lat=16.4641, lon=107.5912)) == [near]


def test_an_old_one_is_found_by_its_words_for_twelve_months(ward: Ward) -> None:
    old = _writes(ward, "2026-01-12 08:30", PIPE)  # thứ Hai
    assert _numbers(ward, _writes(ward, "2026-11-16 09:00", PIPE)) == [old]
    assert _numbers(ward, _writes(ward, "2028-11-20 09:00", PIPE)) == []


def test_the_command_tells_numbers_likeness_and_reason(ward: Ward) -> None:
    first = _writes(ward, "2026-11-16 08:30", PIPE, external_ref="BN-1", channel="portal")  # thứ Hai
    second = _writes(ward, "2026-11-16 09:00", PIPE)
    out = StringIO()
    call_command("twins", "BN-1", json=True, stdout=out)
    (row,) = json.loads(out.getvalue())
    assert row["number"] == second
    assert row["likeness"] > 0.5
    assert row["reason"].startswith("cùng chỗ: hẻm 45 Trần Hưng Đạo; cùng việc: ống nước")
    call_command("twins", first, stdout=out)
    assert "1 nội dung có thể cùng một việc." in out.getvalue()
    with pytest.raises(CommandError, match="Không có hồ sơ nào"):
        call_command("twins", "khong-co")
