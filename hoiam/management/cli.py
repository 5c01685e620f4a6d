"""The console command ``hoiam``: Django's manage.py, with a help page that gives each command a sentence."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

from django.core.exceptions import ImproperlyConfigured

OURS = "hoiam.management.commands"
OF_DJANGO = {
    "changepassword": "Đổi mật khẩu của một tài khoản.",
    "migrate": "Cập nhật cơ sở dữ liệu theo phiên bản đang cài.",
    "check": "Kiểm tra thiết lập và nói cách sửa.",
}


def commands() -> dict[str, str]:
    """Each command of the product and its sentence (the ``help`` of its module)."""
    package = importlib.import_module(OURS)
    found = {
        module.name: str(importlib.import_module(f"{OURS}.{module.name}").Command.help)
        for module in pkgutil.iter_modules(package.__path__)
    }
    return dict(sorted((found | OF_DJANGO).items()))


def main() -> None:
    try:
        _run()
    except ImproperlyConfigured as wrong:
        # A wrong setting is the operator's to mend: the sentence, without the way through our code.
        sys.exit(f"hoiam: {wrong}")


def _run() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
    import django  # settings must be named first
    from django.core.management import execute_from_command_line

    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        django.setup()  # the commands name the models they work on
        print("Hồi Âm. Cách dùng: hoiam LỆNH [tùy chọn]; hoiam LỆNH --help cho từng lệnh.\n")
        for name, sentence in commands().items():
            print(f"  {name:<16} {sentence}")
        return
    execute_from_command_line(sys.argv)
