"""What the set-up prepares, and the page that says what we stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hoiam.web import assets, third_party

ROOT = assets.ROOT


def _packages(folder: Path) -> Path:
    wanted = [
        assets.SCREEN.format(subset=subset, weight=weight)
        for subset in ("vietnamese", "latin")
        for weight in (400, 700)
    ]
    for name in [*wanted, *(assets.PAPER.format(face=face) for face in assets.FACES), *assets.LICENCES]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def test_the_fonts_come_out_of_their_packages_once(tmp_path):
    packages = _packages(tmp_path / "node_modules")
    assert len(assets.fonts(packages, tmp_path / "build")) == 10
    assert (tmp_path / "build/static/fonts/be-vietnam-pro-vietnamese-400-normal.woff2").is_file()
    assert (tmp_path / "build/fonts/Tinos_400Regular.ttf").is_file()
    assert assets.fonts(packages, tmp_path / "build") == []


def test_a_missing_package_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"Thiếu tệp .*npm ci"):
        assets.fonts(tmp_path, tmp_path / "build")


def test_every_part_we_stand_on_is_told_with_its_version():
    told = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    parts = third_party.python_packages(ROOT / "requirements/run.txt") + third_party.front_packages(
        ROOT / "package-lock.json"
    )
    assert [name for name, version, _ in parts if f"| {name} | {version} |" not in told] == []
