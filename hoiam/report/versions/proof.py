"""Whether a frozen version is still what the ledger says it was."""

from __future__ import annotations

from hoiam.ledger.canonical import dump, sha256
from hoiam.ledger.commitments import check
from hoiam.ledger.models import Entry
from hoiam.report.models import (
    Frozen,
)
from hoiam.report.versions.report import report_subject


def digest_of(public: object, inside_commitment: str) -> str:
    """What the ledger holds of a frozen report: formed from the public face and the commitment to the inside one."""
    return sha256(dump({"inside": inside_commitment, "public": public}))  # type: ignore[dict-item]


def holds(frozen: Frozen) -> bool:
    """Whether the frozen rows are still what was committed to in the ledger."""
    entry = frozen_entry(frozen)
    # Of what came from another server we committed ourselves to the inside face as it travelled.
    told = entry.payload.get("commitment", frozen.inside_commitment) if entry else ""
    inside = check("report_inside", frozen.inside, bytes(frozen.salt), told)
    digest = digest_of(frozen.public, frozen.inside_commitment)
    return inside and entry is not None and digest == frozen.digest == entry.payload["digest"]


def frozen_entry(frozen: Frozen) -> Entry | None:
    """The ledger's entry of the freezing; of what came from another server, that of its taking in."""
    report = frozen.report
    if frozen.by_id is None:
        taken_in = Entry.objects.filter(kind="report.taken_in", subject=report_subject(report))
        about = (report.office.code, frozen.version)
        return next((one for one in taken_in if (one.payload["office"], one.payload["version"]) == about), None)
    entries = Entry.objects.filter(office=report.office_id, kind="report.frozen", subject=report_subject(report))
    # Entries of before the versions tell none: they are of the first.
    return next((one for one in entries if one.payload.get("version", 1) == frozen.version), None)
