"""A frozen report made into a file for another server, with what proves that it stands in our sealed ledger."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hoiam.files import store as files_store
from hoiam.ledger.acts import seal
from hoiam.ledger.canonical import moment, sha256
from hoiam.ledger.keys import signing_key
from hoiam.ledger.models import Entry
from hoiam.ledger.outside.notes import read
from hoiam.ledger.proofs import prove, prove_growth
from hoiam.report.bundle import format as form
from hoiam.report.bundle import signing
from hoiam.report.bundle.format import Content, Manifest, Proof
from hoiam.report.bundle.peers import own_line
from hoiam.report.counting.compile import Compiled, of_version
from hoiam.report.files.formats import pdf
from hoiam.report.kinds.kinds import kind_of
from hoiam.report.models import Frozen, IssuedReport, Peer
from hoiam.report.periods.schedule import schedule_of
from hoiam.report.sections.completeness import explained
from hoiam.report.versions.proof import frozen_entry


def build(
    frozen: Frozen, peer: Peer, sequence: int, known: Iterable[int], *, submitted_at: datetime, at: datetime
) -> bytes:
    """The file. ``known``: the sizes of our ledger that the other side may have kept a checkpoint of."""
    office, entry = frozen.report.office, frozen_entry(frozen)
    assert entry is not None, "a frozen report has its entry"
    checkpoint, proof = _proved(entry, known, at)
    members = {
        form.REPORT: content_to_send(frozen).data(),
        form.CHECKPOINT: checkpoint.encode(),
        form.PROOF: proof.data(),
        form.PDF: _pdf(frozen, at),
    }
    manifest = Manifest(
        format=form.BUNDLE_FORMAT,
        sender=own_line(office),
        receiver=peer.key,
        sequence=sequence,
        submitted_at=moment(submitted_at),
        salt=secrets.token_hex(32),
        files={name: sha256(data) for name, data in members.items()},
    ).data()
    signature = signing.sign_for_server(signing.BUNDLE, manifest, signing_key())
    return form.pack(members | {form.MANIFEST: manifest, form.SIGNATURE: signature})


def content_to_send(frozen: Frozen) -> Content:
    """The facts of a version, as they travel."""
    report = frozen.report
    return Content(
        office=report.office.code,
        office_name=report.office.name,
        kind=report.kind,
        period=report.period,
        first=report.first,
        last=report.last,
        version=frozen.version,
        note=frozen.note,
        post=frozen.post,
        frozen_at=frozen.at,
        digest=frozen.digest,
        inside_commitment=frozen.inside_commitment,
        public=frozen.public,
        inside=without_entries(frozen.inside),
        explanations={about: row.text for about, row in explained(_compiled(frozen, frozen.at)).items()},
    )


def without_entries(face: Mapping[str, Any]) -> dict[str, Any]:
    """A face without the numbers of ledger entries, and without files that lie with the sender alone."""
    return dict(face) | {"figures": [_figure(figure) for figure in face["figures"]]}


def _figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    typed = figure.get("typed")
    return dict(figure) | {
        "entries": [],
        "parts": [dict(part) | {"entries": []} for part in figure["parts"]],
        "typed": dict(typed) | {"file": None} if typed else None,
    }


def _proved(entry: Entry, known: Iterable[int], at: datetime) -> tuple[str, Proof]:
    if not hasattr(entry, "leaf"):
        seal(entry.office, at=at)
    found = prove(entry)
    assert found is not None
    (note,) = read(found.note)
    growth = {size: prove_growth(entry.office, size, note.size) for size in sorted(set(known)) if size < note.size}
    return found.note, Proof(
        entry=found.canonical,
        index=found.index,
        path=tuple(bytes.fromhex(step) for step in found.path),
        growth={size: tuple(bytes.fromhex(step) for step in steps) for size, steps in growth.items()},
    )


def _pdf(frozen: Frozen, at: datetime) -> bytes:
    """The signed document, once it was issued; before that the one that is drawn for the superior."""
    issued = IssuedReport.objects.filter(frozen=frozen).first()
    if issued is not None:
        return files_store.read(issued.file)
    return pdf(_compiled(frozen, at))


def _compiled(frozen: Frozen, at: datetime) -> Compiled:
    kind = kind_of(frozen.report.kind)
    period = kind.parse(schedule_of(frozen.report.office), frozen.report.period)
    return of_version(frozen, kind, period, at, inside=True, drafts=True)
