"""The console command ``hoiam``: Django's manage.py, with a help page that gives each command a sentence."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

OURS = Path(__file__).with_name("commands")
OF_DJANGO = {
    "changepassword": "Đổi mật khẩu của một tài khoản.",
    "migrate": "Cập nhật cơ sở dữ liệu theo phiên bản đang cài.",
    "check": "Kiểm tra thiết lập và nói cách sửa.",
}


def commands() -> dict[str, str]:
    """Each command of the product and its sentence (the ``help`` of its class)."""
    found = {path.stem: _sentence(path) for path in OURS.glob("[!_]*.py")}
    return dict(sorted((found | OF_DJANGO).items()))


def _sentence(path: Path) -> str:
    """Read, not imported: a page of help needs none of what the commands work with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id="help")], value=ast.Constant(value=str(sentence))):
                return sentence
    raise LookupError(f"{path.name}: no help")


def main() -> None:
    try:
        _run()
    except ImproperlyConfigured as wrong:
        # A wrong setting is the operator's to mend: the sentence, without the way through our code.
        sys.exit(f"hoiam: {wrong}")


def _run() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        print("Hồi Âm. Cách dùng: hoiam LỆNH [tùy chọn]; hoiam LỆNH --help cho từng lệnh.\n")
        for name, sentence in commands().items():
            print(f"  {name:<16} {sentence}")
        return
    from django.core.management import execute_from_command_line  # settings must be named first

    execute_from_command_line(sys.argv)
