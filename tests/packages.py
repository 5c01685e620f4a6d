"""The Debian packages that the tests use, and whether they are here. Run alone it prints the missing ones.

Of the standard library only: `.ci/run` asks before anything is installed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_PATH = ":".join((*os.environ.get("PATH", "").split(":"), "/usr/sbin", "/usr/local/sbin"))


def program(name: str) -> str | None:
    """Where a program lies, servers of the system among them."""
    return shutil.which(name, path=_PATH)


def newest_postgresql() -> Path | None:
    """The folder of the newest server's programs."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return max(found, key=lambda path: int(path.parts[-3])).parent if found else None


def softhsm() -> Path | None:
    """The library that is a token."""
    return next((path for path in Path("/usr/lib").rglob("libsofthsm2.so") if path.is_file()), None)


# What is left out of the checks without a package, and whether it is here.
PACKAGES = {
    "postgresql": ("suite on PostgreSQL", newest_postgresql() is not None),
    "chromium": ("browser", program("chromium") is not None),
    "poppler-utils": ("pages of the papers", program("pdftotext") is not None),
    "softhsm2": ("signing with a token", program("softhsm2-util") is not None and softhsm() is not None),
    "dovecot-imapd": ("the mail box", program("dovecot") is not None),
}


def missing() -> list[str]:
    return [package for package, (_, here) in PACKAGES.items() if not here]


if __name__ == "__main__":
    print(*missing(), sep="\n", end="\n" if missing() else "")
