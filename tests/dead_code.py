"""Functions, methods and classes that nothing calls (vulture, told what Django and the templates call by name)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
# Called by a framework: never by us, by these names.
BY_NAME = [
    *("Meta", "Command", "Migration", "*Config", "ready", "handle", "add_arguments", "main"),
    *("send_messages", "get_safe_*", "get_post_parameters", "get_traceback_frame_variables"),
    *("clean_*", "label_from_instance", "test_*", "pytest_*"),
    *("handle_starttag", "handle_endtag", "handle_data", "value_from_datadict", "process_view"),
    # What pyHanko asks a writer (papers/signed/signing.py).
    "_update_meta",
    # What allauth asks its adapters (desk/accounts.py).
    *("is_open_for_signup", "get_client_ip", "send_mail", "send_notification_mail", "pre_social_login"),
    *("get_totp_label", "get_totp_issuer", "generate_authenticator_name"),
]
BY_DECORATOR = ["@register", "@register.*", "@receiver", "@figure", "@pytest.fixture", "@pytest.fixture.*"]
JUDGED = ("function", "method", "class", "property", "import", "unreachable_code")


def main() -> int:
    vulture = Vulture(ignore_names=BY_NAME, ignore_decorators=BY_DECORATOR)
    vulture.scavenge([str(ROOT / "hoiam"), str(ROOT / "tests"), str(ROOT / "conftest.py")], exclude=["*/migrations/*"])
    for template in (ROOT / "hoiam").rglob("*.html"):
        vulture.used_names |= set(re.findall(r"\w+", template.read_text()))
    # Settings name functions in strings.
    vulture.used_names |= set(re.findall(r"\w+", (ROOT / "hoiam" / "settings.py").read_text()))
    dead = [item for item in vulture.get_unused_code(min_confidence=60) if item.typ in JUDGED and _ours(item.filename)]
    for item in dead:
        print(item.get_report())
    return int(bool(dead))


def _ours(path: Path) -> bool:
    """Doubles and little worlds inside tests may have methods that only Django calls."""
    return "tests" not in path.parts and path.name != "conftest.py"


if __name__ == "__main__":
    sys.exit(main())
