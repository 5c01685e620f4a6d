"""A report from another server: who may send it, whether it is true, and taking it in as one act."""

from __future__ import annotations

from datetime import datetime

from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON, moment
from hoiam.ledger.commitments import commit
from hoiam.ledger.keys import signing_key
from hoiam.ledger.outside.notes import cosign
from hoiam.ledger.verifying import ROLLED_BACK
from hoiam.report.bundle import format as form
from hoiam.report.bundle.format import Bundle, Content, Refused, unpack
from hoiam.report.bundle.peers import own_line
from hoiam.report.duties.submitting import enter_submission
from hoiam.report.exchange import answers
from hoiam.report.exchange.answers import Answer
from hoiam.report.exchange.checking import Checked, Kept, LedgerBroken, check, check_signature
from hoiam.report.freezing.acts import keep_figures
from hoiam.report.models import Explanation, Frozen, LedgerFault, Peer, Report, TakenIn, Verdict
from hoiam.report.versions.report import report_subject
from hoiam.report.versions.submissions import lying_of

CLOCKS_DIFFER = 600  # seconds


class TheirKeyUnknown(Refused):
    """Signed with a key that is not taken here, or not any more."""


class RefusedBundle(Refused):
    """Refused after it was known to be, to the last byte, what a known key signed: the answer is signed too."""

    def __init__(self, reason: str, answer: dict[str, JSON]) -> None:
        super().__init__(reason)
        self.answer = answer


def receive(data: bytes, *, at: datetime) -> TakenIn:
    """Take a file in. The very same file again is the same row. Raises Refused; RefusedBundle with a signed answer."""
    bundle = unpack(data)
    peer = _peer(bundle)
    check_signature(bundle, peer.key)
    try:
        return take_in(peer, bundle, data, at=at)
    except LedgerBroken as broken:
        note_fault(peer, bundle, broken, at=at)
        raise RefusedBundle(str(broken), _refusal(peer, bundle, str(broken), at)) from broken
    except Refused as refused:
        raise RefusedBundle(str(refused), _refusal(peer, bundle, str(refused), at)) from refused


def _peer(bundle: Bundle) -> Peer:
    """Whose key it says it is signed with, and to which office of ours."""
    manifest = bundle.manifest
    rows = Peer.objects.filter(key=manifest.sender, other__parent__isnull=False).select_related("office", "other")
    mine = [peer for peer in rows if peer.other.parent_id == peer.office_id]
    if not mine:
        raise TheirKeyUnknown("Máy chủ này chưa nhận khóa của nơi gửi: quản trị viên hai bên trao khóa trước.")
    standing = [peer for peer in mine if peer.ended_at is None]
    if not standing:
        raise TheirKeyUnknown("Khóa của nơi gửi đã thôi dùng ở đây: quản trị viên hai bên trao khóa mới.")
    peer = next((peer for peer in standing if own_line(peer.office) == manifest.receiver), None)
    if peer is None:
        raise Refused("Gói này gửi cho máy chủ khác, không phải máy chủ này.")
    return peer


@act
def take_in(peer: Peer, bundle: Bundle, data: bytes, *, at: datetime) -> TakenIn:
    """The report, its figures and its submission, and our signature below the sender's checkpoint. Raises Refused."""
    # Two bundles of one sender follow one another.
    peer = Peer.objects.select_for_update(of=("self",)).select_related("office", "other").get(pk=peer.pk)
    known = TakenIn.objects.filter(peer=peer, digest=bundle.digest).first()
    if known is not None:
        return known
    checked = _checked_in_order(peer, bundle)
    frozen = _kept_version(peer, checked, at)
    submission = enter_submission(frozen, peer.office, by=None, at=_submitted_at(bundle, checked.content, at))
    row = TakenIn.objects.create(
        peer=peer,
        frozen=frozen,
        submission=submission,
        sequence=bundle.manifest.sequence,
        digest=bundle.digest,
        file=files_store.store(files_store.Remade(data, "bundle", "hoiam", 0, 0)),
        size=checked.note.size,
        root=checked.note.root,
        checkpoint=_cosigned(peer, bundle, checked, at),
        differing=list(checked.differing),
        at=at,
    )
    commitment = commit("report_inside", frozen.inside)
    frozen.salt = commitment.salt
    frozen.save(update_fields=["salt"])
    payload: dict[str, JSON] = {
        "office": peer.other.code,
        "kind": frozen.report.kind,
        "period": frozen.report.period,
        "version": frozen.version,
        "digest": frozen.digest,
        "commitment": commitment.digest,
        "size": row.size,
    }
    append(peer.office, "report.taken_in", report_subject(frozen.report), by=None, at=at, payload=payload)
    return row


def _checked_in_order(peer: Peer, bundle: Bundle) -> Checked:
    """The bundle checked, as the next one of this sender."""
    taken, number = TakenIn.objects.filter(peer=peer), bundle.manifest.sequence
    last = taken.order_by("-sequence").first()
    if last is None:
        return check(bundle, peer.key, None)
    if taken.filter(sequence=number).exists():
        # The very same file was known before: this is another one under its number.
        shown = check(bundle, peer.key, None).note.size
        words = f"Hai gói khác nhau cùng mang số thứ tự {number}: nơi gửi đã {ROLLED_BACK.removeprefix('đã ')}"
        raise LedgerBroken("rolled_back", last.size, shown, f"{words}, hoặc khôi phục từ bản sao cũ.")
    if number < last.sequence:
        raise Refused(f"Gói số {number} đến sau gói số {last.sequence} đã nhận: nơi gửi hãy lập gói mới (gửi lại).")
    return check(bundle, peer.key, Kept(last.size, last.root))


def _kept_version(peer: Peer, checked: Checked, at: datetime) -> Frozen:
    content = checked.content
    days = {"first": content.first, "last": content.last}
    report, _ = Report.objects.get_or_create(office=peer.other, kind=content.kind, period=content.period, defaults=days)
    if (report.first, report.last) != (content.first, content.last):
        raise Refused(f"Kỳ «{content.period}» đã nhận từ ngày {report.first:%d/%m/%Y} đến ngày {report.last:%d/%m/%Y}.")
    _must_be_newer(report, content)
    if content.frozen_at.timestamp() > at.timestamp() + CLOCKS_DIFFER:
        raise Refused("Lúc chốt ghi trong gói muộn hơn bây giờ: đồng hồ của hai máy chủ lệch nhau, hãy chỉnh lại.")
    frozen = Frozen.objects.create(
        report=report,
        version=content.version,
        note=content.note,
        public=content.public,
        inside=content.inside,
        salt=b"",
        inside_commitment=content.inside_commitment,
        digest=content.digest,
        by=None,
        post=content.post,
        at=content.frozen_at,
    )
    keep_figures(frozen, checked.faces)
    Explanation.objects.bulk_create(
        Explanation(report=report, about=about, text=text, salt=b"", by=None, at=at)
        for about, text in content.explanations.items()
    )
    return frozen


def _must_be_newer(report: Report, content: Content) -> None:
    newest = report.versions.order_by("-version").values_list("version", flat=True).first()
    if newest is not None and content.version <= newest:
        raise Refused(f"Bản {newest} của báo cáo này đã nhận: bản sửa phải mang số bản mới.")
    lying = lying_of(report)
    if lying is not None:
        raise Refused(f"Bản {lying.frozen.version} đang ở cấp trên: chờ cấp trên trả lại rồi mới gửi bản mới.")


def _submitted_at(bundle: Bundle, content: Content, at: datetime) -> datetime:
    """When the sender handed it in, by its own clock: a line that was down makes nobody late."""
    try:
        said = datetime.fromisoformat(bundle.manifest.submitted_at)
        sound = content.frozen_at <= said <= at
    except (TypeError, ValueError) as error:
        raise Refused("Lúc nộp ghi trong gói không đọc được.") from error
    return said if sound else at


def _cosigned(peer: Peer, bundle: Bundle, checked: Checked, at: datetime) -> str:
    note = bundle.members[form.CHECKPOINT].decode().rstrip("\n")
    return f"{note}\n{cosign(checked.note, peer.office.code, signing_key(), at)}"


@act
def note_fault(peer: Peer, bundle: Bundle, broken: LedgerBroken, *, at: datetime) -> None:
    """Remember, for everybody here to see, that the ledger behind a bundle did not go on."""
    about = {"what": broken.what, "kept": broken.kept, "shown": broken.shown, "at": at}
    row, new = LedgerFault.objects.get_or_create(peer=peer, digest=bundle.digest, defaults=about)
    if new:
        payload: dict[str, JSON] = {"office": peer.other.code, "what": row.what, "kept": row.kept, "shown": row.shown}
        append(peer.office, "peer.ledger_broken", "office", by=None, at=at, payload=payload)


# --- What is answered ---


def answer_to(row: TakenIn) -> dict[str, JSON]:
    """The signed answer to a bundle that was taken in, with what was said of the report since."""
    peer, verdict = row.peer, row.submission.verdicts.select_related("by").order_by("-at", "-id").first()
    return answers.signed(
        Answer(
            sender=own_line(peer.office),
            receiver=peer.key,
            digest=row.digest,
            taken_in=True,
            reason="",
            at=moment(row.at),
            cosignature=row.checkpoint.splitlines()[-1] + "\n",
            differing=tuple(row.differing),
            verdict=_told(verdict) if verdict else None,
        ),
        signing_key(),
    )


def _told(verdict: Verdict) -> answers.VerdictTold:
    post = verdict.by.post if verdict.by else ""
    return answers.VerdictTold(verdict.result, verdict.reason, post, moment(verdict.at))


def _refusal(peer: Peer, bundle: Bundle, reason: str, at: datetime) -> dict[str, JSON]:
    refused = Answer(own_line(peer.office), peer.key, bundle.digest, taken_in=False, reason=reason, at=moment(at))
    return answers.signed(refused, signing_key())


def answers_to(data: bytes) -> list[dict[str, JSON]]:
    """What became of the bundles that are asked about, to who sent them. Raises answers.NotAnAnswer."""
    sender, receiver, digests = answers.asked(data)
    rows = TakenIn.objects.filter(peer__key=sender, peer__ended_at__isnull=True, digest__in=digests)
    told = rows.select_related("peer__office", "submission").order_by("id")
    return [answer_to(row) for row in told if own_line(row.peer.office) == receiver]
