"""Our checkpoints with the signatures of superiors below ours: who keeps such a text keeps two witnesses in one."""

from __future__ import annotations

from hoiam.ledger.models import Checkpoint


def note_of(checkpoint: Checkpoint) -> str:
    """The signed note, and a line for each superior who saw it go on from the one before."""
    return checkpoint.note + "".join(checkpoint.cosignatures.order_by("seen_at").values_list("line", flat=True))
