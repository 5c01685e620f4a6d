"""Prepare what is never committed: fonts out of their packages, translation catalogues compiled.

``python -m hoiam.web.assets`` after the front-end packages are installed; a second run changes nothing.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent.parent
SCREEN = "@fontsource/be-vietnam-pro/files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
PAPER = "@expo-google-fonts/tinos/{face}/Tinos_{face}.ttf"
FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
LICENCES = {
    "@fontsource/be-vietnam-pro/LICENSE": "static/fonts/be-vietnam-pro-LICENSE.txt",
    "@expo-google-fonts/tinos/LICENSE_FONT": "fonts/tinos-LICENSE.txt",
}


def fonts(packages: Path, build: Path) -> list[Path]:
    """Copy the screen's and the papers' fonts; returns what was written."""
    wanted = dict(LICENCES)
    for subset in ("vietnamese", "latin"):
        for weight in (400, 700):
            source = SCREEN.format(subset=subset, weight=weight)
            wanted[source] = f"static/fonts/{Path(source).name}"
    for face in FACES:
        source = PAPER.format(face=face)
        wanted[source] = f"fonts/{Path(source).name}"
    return [build / to for source, to in wanted.items() if _copied(packages / source, build / to)]


def _copied(source: Path, target: Path) -> bool:
    if not source.is_file():
        raise SystemExit(f"Thiếu tệp {source}: hãy cài các gói giao diện trước (npm ci).")
    if target.is_file() and target.read_bytes() == source.read_bytes():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


def catalogues(locale: Path) -> list[Path]:
    """Compile each .po whose .mo is missing or differs; returns what was written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        if target.is_file() and target.read_bytes() == fresh.read_bytes():
            fresh.unlink()
        else:
            fresh.replace(target)
            written.append(target)
    return written


def main() -> None:
    written = fonts(ROOT / "node_modules", ROOT / "build") + catalogues(ROOT / "hoiam" / "locale")
    sys.stdout.writelines(f"{path.relative_to(ROOT)}\n" for path in written)


if __name__ == "__main__":
    main()
