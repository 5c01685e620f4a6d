"""Bundles over the line, and what the superior's server answers: taken in or refused, its cosignature, its verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON, dump
from hoiam.ledger.keys import signing_key
from hoiam.ledger.models import Checkpoint
from hoiam.ledger.outside.notes import UnreadableNote, read, read_verifier
from hoiam.outbox.acts import carried, needless
from hoiam.outbox.models import Row
from hoiam.report.bundle import line
from hoiam.report.bundle.outgoing import made
from hoiam.report.bundle.peers import own_line
from hoiam.report.duties.submitting import judge
from hoiam.report.exchange import answers
from hoiam.report.exchange.answers import Answer, NotAnAnswer
from hoiam.report.models import Acknowledged, Cosignature, Peer, SentBundle, Verdict
from hoiam.report.versions.report import report_subject

TO_BUNDLES, TO_QUESTIONS = "/may-chu/bao-cao", "/may-chu/hoi"


def deliver(row: Row, at: datetime) -> None:
    """Send a queued bundle, after those before it: their checkpoints must arrive in the order of the ledger.

    Raises line.LineDown when it can not be known that it arrived; then the whole is tried again.
    """
    bundle = SentBundle.objects.select_related("peer__office", "submission__frozen__report").get(pk=row.subject[7:])
    for one in _waiting(bundle):
        data = made(one, at=at)
        take_answer(one.peer, line.ask(one.peer.url + TO_BUNDLES, data, one.peer.authority), at=at)
    if is_waiting(bundle):
        raise line.LineDown("no answer to this very bundle")
    (carried if hasattr(bundle, "acknowledged") else needless)(row, at=at)


def _waiting(bundle: SentBundle) -> Iterable[SentBundle]:
    earlier = SentBundle.objects.filter(peer=bundle.peer_id, sequence__lte=bundle.sequence, acknowledged__isnull=True)
    wanted = earlier.select_related("peer__office", "submission__frozen__report").order_by("sequence")
    return [one for one in wanted if is_waiting(one)]


def is_waiting(bundle: SentBundle) -> bool:
    """Whether it is still to be sent: not answered, its key in use, the report not taken back."""
    answered = Acknowledged.objects.filter(bundle=bundle).exists()
    return not answered and bundle.peer.ended_at is None and not hasattr(bundle.submission, "taken_back")


def bring_home(peer: Peer, text: bytes, *, at: datetime) -> SentBundle:
    """An answer that came as a file. Raises ValidationError, in words."""
    try:
        return take_answer(peer, json.loads(text), at=at)
    except (ValueError, RecursionError) as error:
        words = str(error) if isinstance(error, NotAnAnswer) else "Tệp này không phải câu trả lời của cấp trên."
        raise ValidationError(words) from error


@act
def take_answer(peer: Peer, told: object, *, at: datetime) -> SentBundle:
    """Keep what the superior's server answered. The same answer twice changes nothing. Raises NotAnAnswer."""
    office = peer.office
    answer = answers.read(told, peer.key, own_line(office))
    known = SentBundle.objects.select_for_update(of=("self",)).select_related("submission__frozen__report__office")
    bundle = known.filter(peer=peer, digest=answer.digest).first()
    if bundle is None:
        raise NotAnAnswer("Câu trả lời này nói về một gói không phải của ta.")
    if not hasattr(bundle, "acknowledged"):
        _acknowledge(bundle, answer, told, at)
    if answer.taken_in:
        _note_verdict(bundle, answer)
    return bundle


def _acknowledge(bundle: SentBundle, answer: Answer, told: object, at: datetime) -> None:
    report = bundle.submission.frozen.report
    if answer.taken_in:
        _keep_cosignature(bundle, answer)
    Acknowledged.objects.create(
        bundle=bundle,
        taken_in=answer.taken_in,
        reason=answer.reason[:500],
        answered_at=answer.answered_at,
        text=dump(told).decode(),  # type: ignore[arg-type]
        at=at,
    )
    payload: dict[str, JSON] = {
        "kind": report.kind,
        "period": report.period,
        "version": bundle.submission.frozen.version,
        "taken_in": answer.taken_in,
        "size": bundle.size,
    }
    append(report.office, "report.acknowledged", report_subject(report), by=None, at=at, payload=payload)


def _keep_cosignature(bundle: SentBundle, answer: Answer) -> None:
    point = Checkpoint.objects.get(office=bundle.peer.office_id, size=bundle.size)
    witness, key = read_verifier(bundle.peer.key)
    try:
        (note,) = read(point.note + answer.cosignature)
        seen = note.cosigned_by(witness, key)
    except (UnreadableNote, ValueError) as error:
        raise NotAnAnswer("Chữ ký đối chiếu của cấp trên không đọc được.") from error
    if seen is None:
        raise NotAnAnswer("Chữ ký đối chiếu của cấp trên không đúng với mốc đã gửi.")
    given = {"line": answer.cosignature, "seen_at": seen}
    Cosignature.objects.get_or_create(checkpoint=point, peer=bundle.peer, defaults=given)


def _note_verdict(bundle: SentBundle, answer: Answer) -> None:
    """The superior's verdict becomes ours to act on, at its moment. One that is known already changes nothing."""
    said = answer.verdict
    if said is None or said.result not in Verdict.Result.values:
        return
    moment = datetime.fromisoformat(said.at)
    if not bundle.submission.verdicts.filter(result=said.result, at=moment).exists():
        judge(bundle.submission, Verdict.Result(said.result), said.reason[:500], by=None, at=moment)


# --- What became of them ---


def ask_superiors(at: datetime) -> None:
    """Ask each superior's server what became of our reports: undecided ones each time, the others once a day."""
    down: line.LineDown | None = None
    for peer in Peer.objects.filter(ended_at__isnull=True).exclude(url="").select_related("office"):
        try:
            ask_about(peer, _to_ask(peer, at), at=at)
        except line.LineDown as error:
            down = error  # the other superiors are asked all the same
    if down is not None:
        raise down


def ask_about(peer: Peer, digests: list[str], *, at: datetime) -> None:
    """One question, and every answer to it kept."""
    if not digests:
        return
    body = answers.question(own_line(peer.office), peer.key, digests, signing_key())
    told = line.ask(peer.url + TO_QUESTIONS, body, peer.authority)
    if not isinstance(told, dict) or not isinstance(told.get("answers"), list):
        raise line.LineDown("no answer of ours")
    for one in told["answers"]:
        take_answer(peer, one, at=at)


def _to_ask(peer: Peer, at: datetime) -> list[str]:
    there = SentBundle.objects.filter(peer=peer, acknowledged__taken_in=True).order_by("-id")
    local = timezone.localtime(at)
    newest = list(there.prefetch_related("submission__verdicts")[: answers.MOST_ASKED])
    if (local.hour, local.minute // 30) == (6, 0):
        return [bundle.digest for bundle in newest]
    return [bundle.digest for bundle in newest if not bundle.submission.verdicts.all()]
