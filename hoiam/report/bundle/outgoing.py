"""Reports on their way to the superior's server: queued with the submission, made into a file once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max

from hoiam.files import store as files_store
from hoiam.ledger.acts import act, append
from hoiam.ledger.canonical import JSON
from hoiam.ledger.outside.notes import read
from hoiam.office.access import require
from hoiam.office.models import Person
from hoiam.report.bundle import format as form
from hoiam.report.bundle.building import build
from hoiam.report.bundle.format import unpack
from hoiam.report.bundle.peers import superior_of
from hoiam.report.bundle.queueing import put_in_outbox
from hoiam.report.models import Peer, SentBundle, Submission
from hoiam.report.versions.report import of_the_office, report_subject

# Of these many bundles that were sent and never acknowledged the superior may have taken one in: the growth from each.
MOST_UNANSWERED = 20


def queue_bundle(submission: Submission, *, by: Person, at: datetime) -> SentBundle | None:
    """Inside the act that hands a report in: when the superior has a server of its own, it goes there."""
    peer = superior_of(submission.frozen.report.office)
    if peer is None:
        return None
    return _queued(submission, peer, by, at)


def _queued(submission: Submission, peer: Peer, by: Person, at: datetime) -> SentBundle:
    office = submission.frozen.report.office
    # Over all keys that this superior ever had: what was sent under one number is never sent under it again.
    sent = SentBundle.objects.filter(peer__office=office, peer__other=peer.other_id)
    sequence = (sent.aggregate(last=Max("sequence"))["last"] or 0) + 1
    bundle = SentBundle.objects.create(submission=submission, peer=peer, sequence=sequence, by=by, at=at)
    put_in_outbox(bundle, at)
    return bundle


@act
def send_again(submission: Submission, *, by: Person, at: datetime) -> SentBundle:
    """A new bundle of a submission, after the last one was refused or its key ended."""
    require(by, "submit_report")
    report = submission.frozen.report
    of_the_office(by, report.office)
    peer = superior_of(report.office)
    if peer is None:
        raise ValidationError("Cấp trên không có máy chủ riêng: không có gì để gửi.")
    if hasattr(submission, "taken_back"):
        raise ValidationError("Báo cáo này đã rút lại.")
    last = newest(submission)
    if last is not None and last.peer == peer and not was_refused(last):
        raise ValidationError("Gói trước đang được gửi, hoặc cấp trên đã nhận: không gửi thêm.")
    bundle = _queued(submission, peer, by, at)
    payload: dict[str, JSON] = {"kind": report.kind, "period": report.period, "version": submission.frozen.version}
    append(report.office, "report.sent_again", report_subject(report), by=by, at=at, payload=payload)
    return bundle


def newest(submission: Submission) -> SentBundle | None:
    return submission.bundles.select_related("peer", "acknowledged").order_by("-id").first()


def was_refused(bundle: SentBundle) -> bool:
    return hasattr(bundle, "acknowledged") and not bundle.acknowledged.taken_in


def is_there(submission: Submission) -> bool:
    """Whether the superior's server has it, as far as we know."""
    return submission.bundles.filter(acknowledged__taken_in=True).exists()


@act
def made(bundle: SentBundle, *, at: datetime) -> bytes:
    """The file of a bundle: made when it is first asked for, the same ever after."""
    bundle = SentBundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if bundle.file:
        return files_store.read(bundle.file)
    submission, known = bundle.submission, _known(bundle.peer)
    data = build(submission.frozen, bundle.peer, bundle.sequence, known, submitted_at=submission.at, at=at)
    unpacked = unpack(data)
    (note,) = read(unpacked.members[form.CHECKPOINT].decode())
    # On the disk before its row, like every file.
    bundle.file = files_store.store(files_store.Remade(data, "bundle", "hoiam", 0, 0))
    bundle.digest, bundle.size = unpacked.digest, note.size
    bundle.save(update_fields=["file", "digest", "size"])
    return data


def _known(peer: Peer) -> Iterable[int]:
    """The sizes that the superior may hold: the last it acknowledged, and those it may have taken in unheard."""
    sent = SentBundle.objects.filter(peer=peer).exclude(digest="").order_by("-id")
    last = sent.filter(acknowledged__taken_in=True).values_list("size", flat=True).first()
    unheard = sent.filter(acknowledged__isnull=True).values_list("size", flat=True)[:MOST_UNANSWERED]
    return [*unheard, *([last] if last else [])]
