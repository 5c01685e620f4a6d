"""A report as one signed file: nothing in it can be touched unseen, and it is read in one way only."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hoiam.ledger.acts import latest_checkpoint
from hoiam.ledger.canonical import dump, sha256
from hoiam.ledger.keys import signing_key
from hoiam.report.bundle import format as form
from hoiam.report.bundle import signing
from hoiam.report.bundle.building import build
from hoiam.report.bundle.format import Refused, pack, read_content, unpack
from hoiam.report.bundle.peers import own_line
from hoiam.report.exchange.checking import Kept, LedgerBroken, check
from hoiam.report.freezing.acts import freeze
from hoiam.report.models import Peer
from hoiam.report.tests.conftest import AFTER, WEEK, WEEKLY, when

PROVINCE = signing.line_of("lac-hong", Ed25519PrivateKey.from_private_bytes(b"\7" * 32).public_key())


@pytest.fixture
def sent(scene, binh) -> bytes:
    """The week's report of the ward, as it leaves for the province."""
    scene.receive(when("11-10"))
    scene.receive(when("11-11"), kind="denunciation", restricted=True)
    frozen = freeze(scene.office, WEEKLY, WEEK, by=binh, at=AFTER)
    return build(frozen, Peer(key=PROVINCE), 1, [], submitted_at=AFTER, at=AFTER)


def signed_anew(data: bytes, **changed: bytes) -> bytes:
    """The file as the commune itself would have signed it, with other members."""
    members = dict(unpack(data).members) | {name.replace("_", "."): body for name, body in changed.items()}
    manifest = replace(unpack(data).manifest, files={name: sha256(members[name]) for name in form.HASHED}).data()
    signature = signing.sign_for_server(signing.BUNDLE, manifest, signing_key())
    return pack(members | {form.MANIFEST: manifest, form.SIGNATURE: signature})


def test_the_file_opens_in_any_program_and_says_whose_report_it_is(scene, sent):
    with zipfile.ZipFile(io.BytesIO(sent)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [
            *("manifest.json", "manifest.sig", "report.json", "checkpoint.txt", "proof.json", "report.pdf")
        ]
        told = json.loads(opened.read("report.json"))
    assert (told["office"], told["kind"], told["period"]) == ("hoa-binh", "weekly", "2026-W46")
    assert (told["first"], told["last"], told["version"]) == ("2026-11-09", "2026-11-15", 1)
    checked = check(unpack(sent), own_line(scene.office), None)
    assert checked.content.file_name == "hoa-binh-weekly-2026-W46-v1.hoiam"
    assert checked.differing == ()
    received = {figure.id: figure.value for figure in checked.faces[1].figures}
    assert (received["messages_received"], received["letters_denunciation"]) == (2, 1)


def test_exact_figures_travel_without_the_numbers_of_ledger_entries(sent):
    inside = read_content(unpack(sent)).inside
    assert {tuple(figure["entries"]) for figure in inside["figures"]} == {()}
    assert {tuple(part["entries"]) for figure in inside["figures"] for part in figure["parts"]} == {()}


def test_one_altered_byte_anywhere_is_refused_with_a_reason(scene, sent):
    key, places = own_line(scene.office), range(0, len(sent), max(1, len(sent) // 700))
    ends = [sent.index(name.encode()) for name in form.MEMBERS]
    for place in {*places, *ends, *(end + 40 for end in ends), *range(len(sent) - 500, len(sent))}:
        altered = bytearray(sent)
        altered[place] ^= 1
        with pytest.raises(Refused) as refused:
            check(unpack(bytes(altered)), key, None)
        assert str(refused.value).endswith(".")


def test_a_member_touched_is_named(scene, sent):
    for name in form.HASHED:
        members = dict(unpack(sent).members)
        members[name] = members[name][:-1] + bytes([members[name][-1] ^ 1])
        with pytest.raises(Refused, match=name):
            check(unpack(pack(members)), own_line(scene.office), None)


def test_another_key_or_another_sender_is_refused(scene, sent):
    stranger = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    with pytest.raises(Refused, match="khóa đã trao"):
        check(unpack(sent), signing.line_of("hoa-binh", stranger.public_key()), None)
    own = signing_key().public_key()
    with pytest.raises(Refused, match="không phải là cơ quan đã ký gói"):
        check(unpack(sent), signing.line_of("tan-an", own), None)


def zipped(sent: bytes, how: int = zipfile.ZIP_STORED, **more: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as made:
        for name, data in (unpack(sent).members | more).items():
            made.writestr(name, data)
    return target.getvalue()


def test_nothing_but_our_own_form_of_the_file_is_read(sent):
    bomb = zipped(sent, zipfile.ZIP_DEFLATED)
    tricks = {
        "packed": bomb,
        "a member more": zipped(sent, **{"../../etc/passwd": b"x"}),
        "other dates and marks": zipped(sent),
        "something before": b"#!/bin/sh\n" + sent,
        "something after": sent + b"\0",
        "twice": sent + sent,
        "cut": sent[:-3],
        "cut in the middle": sent[: len(sent) // 2],
        "empty": b"",
        "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    }
    for trick, data in tricks.items():
        with pytest.raises(Refused):
            unpack(data)
        assert trick
    with pytest.raises(Refused, match="lớn hơn 25 MB"):
        unpack(sent + b"\0" * form.LARGEST)


SHAPES = [
    (b'{"format":2}', "bản phần mềm mới hơn"),
    (b'{"format":true}', "số của mẫu"),
    (b'{"format":1}', "không đúng mẫu"),
    (b'{"format": 1}', "không đọc được"),  # not canonical
    (b'{"format":1,"format":1}', "không đọc được"),
    (b"[" * 50_000, "không đọc được"),
    (b'{"x":NaN}', "không đọc được"),
    (b"[]", "không đọc được"),
]


def test_a_report_of_another_shape_is_refused(scene, sent):
    for body, reason in SHAPES:
        with pytest.raises(Refused, match=reason):
            check(unpack(signed_anew(sent, report_json=body)), own_line(scene.office), None)


UNFIT = [
    ("period", "2026-W47", "không phải là từ ngày"),
    ("period", "2026-W99", "không phải là từ ngày"),
    ("kind", "horoscope", "Không có loại báo cáo"),
    ("kind", "monthly", "Kỳ của báo cáo không đúng"),
    ("version", 2, "không phải là dòng chốt"),
    ("version", "1", "không đúng mẫu"),
    ("first", "2026-11-16", "Ngày tháng"),
    ("first", "20261109", "Ngày tháng"),
    ("digest", "0" * 64, "mã băm không khớp"),
    ("office", "tan-an", "không phải là cơ quan đã ký"),
    ("office", "../x", "không đúng mẫu"),
    ("inside", {}, "không đúng mẫu"),
    ("explanations", {"section:economy": ""}, "không đúng mẫu"),
]


def test_facts_that_do_not_fit_are_refused_though_they_are_signed(scene, sent):
    for field, value, reason in UNFIT:
        told = json.loads(unpack(sent).members[form.REPORT]) | {field: value}
        with pytest.raises(Refused, match=reason):
            check(unpack(signed_anew(sent, report_json=dump(told))), own_line(scene.office), None)


def test_public_figures_are_those_that_the_ledger_committed_to(scene, sent):
    told = json.loads(unpack(sent).members[form.REPORT])
    told["public"]["figures"][1]["value"] = 40
    with pytest.raises(Refused, match="không phải là số liệu đã chốt"):
        check(unpack(signed_anew(sent, report_json=dump(told))), own_line(scene.office), None)


MISSHAPEN = [
    {"value": "2"},
    {"value": True},
    {"numerator": 1.5},
    {"histogram": [[1, -1]]},
    {"histogram": [[1]]},
    {"parts": [{"key": "a", "name": "A", "value": None, "entries": []}]},
    {"version": 0.5},
    {"id": "x" * 61},
    {"id": "messages_total"},
    {"more": 1},
    {"name": None},
]


def test_figures_of_another_shape_are_refused(scene, sent):
    for wrong in MISSHAPEN:
        told = json.loads(unpack(sent).members[form.REPORT])
        told["inside"]["figures"][1] |= wrong
        with pytest.raises(Refused, match="không đúng mẫu"):
            check(unpack(signed_anew(sent, report_json=dump(told))), own_line(scene.office), None)


def test_a_way_of_counting_that_is_not_ours_is_named(scene, sent):
    told = json.loads(unpack(sent).members[form.REPORT])
    told["inside"]["figures"][1]["version"] = 7
    told["inside"]["figures"][2]["id"] = "moon_phases"
    checked = check(unpack(signed_anew(sent, report_json=dump(told))), own_line(scene.office), None)
    assert checked.differing == tuple(sorted(("moon_phases", told["inside"]["figures"][1]["id"])))


def test_the_ledger_behind_a_report_must_go_on_from_what_was_kept(scene, binh, sent):
    own, first = own_line(scene.office), latest_checkpoint(scene.office)
    kept = Kept(first.size, first.root)
    assert check(unpack(sent), own, kept).note.size == first.size
    scene.receive(when("11-17"))
    following = WEEK.next()
    later = when("11-23")  # thứ Hai: week 47 is over
    frozen = freeze(scene.office, WEEKLY, following, by=binh, at=later)
    grown = unpack(build(frozen, Peer(key=PROVINCE), 2, [first.size], submitted_at=later, at=later))
    assert check(grown, own, kept).note.size == first.size + 2
    with pytest.raises(LedgerBroken, match="bị viết lại"):
        check(grown, own, Kept(first.size, "0" * 64))
    with pytest.raises(LedgerBroken, match=f"không chứng minh được nhật ký của nơi gửi nối tiếp mốc {first.size - 1}"):
        check(grown, own, Kept(first.size - 1, first.root))
    with pytest.raises(LedgerBroken, match="bị lùi lại: mốc đã giữ có 900 dòng"):
        check(grown, own, Kept(900, first.root))


def test_a_checkpoint_or_an_entry_of_another_ledger_is_refused(scene, sent):
    own = own_line(scene.office)
    note = unpack(sent).members[form.CHECKPOINT].decode()
    for other in (note.replace("hoiam/hoa-binh", "hoiam/tan-an"), note + "\n" + note, note.split("\n\n")[0], "\xff"):
        with pytest.raises(Refused, match="Mốc đối chiếu"):
            check(unpack(signed_anew(sent, checkpoint_txt=other.encode("latin-1", "replace"))), own, None)
    proof = json.loads(unpack(sent).members[form.PROOF])
    for changed in ({"index": 0}, {"path": []}):
        with pytest.raises(Refused, match="không nằm dưới mốc"):
            check(unpack(signed_anew(sent, proof_json=dump(proof | changed))), own, None)
    for changed in ({"entry": 1}, {"path": ["xyz"]}, {"growth": {"a": []}}, {"index": True}):
        with pytest.raises(Refused, match="không đọc được"):
            check(unpack(signed_anew(sent, proof_json=dump(proof | changed))), own, None)


def test_what_is_read_on_the_telephone_is_the_key(scene):
    line = own_line(scene.office)
    digits = signing.spoken(line)
    assert [len(group) for group in digits.split(" ")] == [4] * 6
    assert signing.is_spoken(digits.replace(" ", ""), line)
    assert signing.is_spoken(digits.replace(" ", " - "), line)
    assert not signing.is_spoken(digits[:-1] + str((int(digits[-1]) + 1) % 10), line)
    assert not signing.is_spoken("", line)
    assert signing.spoken(PROVINCE) != digits
