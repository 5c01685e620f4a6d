"""The product's own code as trees, for the tests that hold it to its promises: parsed once, when asked for."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HOIAM = Path(__file__).resolve().parent.parent / "hoiam"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def trees() -> dict[str, ast.Module]:
    """Every file but tests and migrations, by its path below hoiam."""
    return {
        str(path.relative_to(HOIAM)): parsed(path)
        for path in sorted(HOIAM.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.parts)
    }
