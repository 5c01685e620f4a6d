"""A template can be read: lines that fit on a screen, and no list of states where a word would do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "hoiam").rglob("*.html"))

WIDEST = 200
LADDER = 3  # so many «elif» that ask one variable about literals are a table, and a table belongs to Python

_CONTROL = re.compile(r"{%\s*(if|elif|else|endif)\b\s*(.*?)\s*%}")
_LITERAL = re.compile(r"""^([\w.]+(?:\|[\w:]+)*)\s*[=!]=\s*(?:"[^"]*"|'[^']*'|\d+)$""")


def ladders(text: str) -> list[str]:
    """The variables that a chain of if and elif compares with a literal again and again."""
    found: list[str] = []
    open_chains: list[list[str]] = []
    for word, condition in _CONTROL.findall(text):
        if word == "if":
            open_chains.append([])
        elif word == "elif":
            open_chains[-1].append(condition)
        elif word == "endif":
            asked = [match[1] for one in open_chains.pop() if (match := _LITERAL.match(one))]
            found += {name for name in asked if asked.count(name) >= LADDER}
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_of_a_template_is_too_long_to_read(path: Path):
    long = [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if len(line) > WIDEST]
    assert not long, (
        f"{path.relative_to(ROOT)}, lines {long}: longer than {WIDEST}. Break them between attributes, around block"
        " tags, or where a blank stands already; a blank that was not there becomes visible"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_holds_a_table_of_states(path: Path):
    found = ladders(path.read_text("utf-8"))
    assert not found, (
        f"{path.relative_to(ROOT)}: {found} compared with one literal after another. Let the view (or a property beside"
        " it) give the word, its colour and its link; the template then shows them"
    )


def test_a_ladder_is_seen_and_a_choice_between_blocks_is_not():
    rungs = "".join(f'{{% elif state == "{one}" %}}{one}' for one in "bcd")
    assert ladders(f'{{% if state == "a" %}}a{rungs}{{% else %}}e{{% endif %}}') == ["state"]
    assert ladders('{% if a == "x" %}1{% elif b == "y" %}2{% elif c %}3{% elif a == "z" %}4{% endif %}') == []
