"""The figures: each is one function over the account of a period, with its name, its unit and how it is counted.

Each group stands in a file of its own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

# In the order in which a report tells them.
# isort: off
from hoiam.report.figures import balance as balance
from hoiam.report.figures import clock as clock
from hoiam.report.figures import reception as reception
from hoiam.report.figures import letters as letters
from hoiam.report.figures import letters_balance as letters_balance
from hoiam.report.figures import publication as publication
from hoiam.report.figures import sender as sender
from hoiam.report.figures import duties as duties

# isort: on
from hoiam.report.figures.account import Account
from hoiam.report.figures.definitions import FIGURES as FIGURES
from hoiam.report.figures.definitions import Counted, based_on
from hoiam.workdays.calendar import Calendar

_CLAUSES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text("utf-8"))["clause"]
based_on((row["clause"], row["confidence"], row["figures"]) for row in _CLAUSES)
# Restricted files: exact for the superior, in public never below five (WORDS.md, section 5).
RESTRICTED_FIGURES = ("letters_complaint", "letters_denunciation", "vault_openings_restricted")
# Exact for the superior, and in public not at all.
INSIDE_FIGURES = frozenset(id for id, definition in FIGURES.items() if definition.inside)


def count_all(account: Account, calendar: Calendar) -> dict[str, Counted]:
    """Every figure of the table, counted from one account."""
    return {id: definition.count(account, calendar) for id, definition in FIGURES.items()}
