"""What is offered, what the page shows and what may be sent are one list of rows."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from hoiam.answer.page.offers import FOLDED, IN_PANELS, NOW
from hoiam.listen.message.forms import Offer

HOIAM = Path(__file__).resolve().parents[4] / "hoiam"


def test_no_two_acts_of_the_desk_have_one_address() -> None:
    verbs = [offer.verb for offer in (*NOW, *FOLDED, *IN_PANELS)]
    # Giving to a unit and to another one is one act under two headings.
    assert sorted(verbs) == sorted([*set(verbs), "giao"])
    fields = [offer.prefix or offer.verb for offer in (*NOW, *FOLDED, *IN_PANELS) if offer.verb != "giao"]
    assert len(fields) == len(set(fields))


def test_every_row_of_a_room_stands_somewhere_on_the_page() -> None:
    named = {
        name: row
        for verb in ("listen", "answer")
        for path in (HOIAM / verb).glob("*/forms*.py")
        for name, row in vars(import_module(f"hoiam.{verb}.{path.parent.name}.{path.stem}")).items()
        if isinstance(row, Offer)
    }
    shown = {id(offer) for offer in (*NOW, *FOLDED, *IN_PANELS)}
    assert [name for name, row in named.items() if id(row) not in shown] == []
    assert len(named) == len(shown)
