"""Write THIRD_PARTY.md: what we stand on, with its licence. ``python -m hoiam.web.third_party``"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
HEAD = """# What Hồi Âm stands on

Made by `python -m hoiam.web.third_party` from the locked requirements; nothing of it is committed here. Each part keeps
its own licence; the texts come with the packages at set-up.

"""


def _licence(name: str) -> str:
    """The licence as the package states it: expression, classifier or the first line of its licence field."""
    try:
        about = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return "(other platforms only)"
    if expression := about.get("license_expression"):
        return str(expression)
    classifiers = [line.rpartition(" :: ")[2] for line in about.get("classifier", []) if line.startswith("License ::")]
    stated = str(about.get("license", "")).strip().splitlines()
    return ", ".join(classifiers) or (stated[0] if stated else "see the package")


def python_packages(requirements: Path) -> list[tuple[str, str, str]]:
    return [(name, version, _licence(name)) for name, version in LOCKED.findall(requirements.read_text("utf-8"))]


def front_packages(lock: Path) -> list[tuple[str, str, str]]:
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    return [
        (path.removeprefix("node_modules/"), about["version"], about.get("license", "see the package"))
        for path, about in sorted(packages.items())
        if path
    ]


def table(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"## {title}\n", "| part | version | licence |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {version} | {licence} |" for name, version, licence in rows)]) + "\n"


def page() -> str:
    return (
        HEAD
        + table("Running", python_packages(ROOT / "requirements" / "run.txt"))
        + "\n"
        + table("Fonts, and what tests the pages", front_packages(ROOT / "package-lock.json"))
    )


if __name__ == "__main__":
    (ROOT / "THIRD_PARTY.md").write_text(page(), encoding="utf-8")
