"""The real server and worker in a home of their own, seen through headless Chromium as a phone and as a desk."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1180, "height": 800}
# Playwright's loop counts as running for the whole session, and Django refuses its ORM then; these tests only ask the
# running server, and the people are made by a process of their own.


@dataclass(frozen=True)
class Site:
    """A running installation."""

    address: str
    home: Path
    env: dict[str, str]

    def run(self, *arguments: str) -> str:
        """A command of ours in this installation; gives what it printed."""
        command = (sys.executable, str(ROOT / "manage.py"), *arguments)
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture(scope="session", autouse=True)
def _in_the_test_house() -> None:
    """In place of the one in /conftest.py: here the settings are those of the running installation."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web server and worker on a free port, with the people of hoiam/testing.py and three drafts of petitions."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    env |= {"HOIAM_HOME": str(folder / "home"), "PORT": str(port)}
    running = Site(f"http://127.0.0.1:{port}", folder / "home", env)
    subprocess.run((sys.executable, "-m", "tests.browser.people"), env=env, check=True, cwd=ROOT)
    with (folder / "log").open("w") as log:
        command = (sys.executable, str(ROOT / "manage.py"), "run")
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 30
        while "Ctrl-C" not in (folder / "log").read_text():
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)
        yield running
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: nothing is downloaded. It looks up nobody in the background, and root needs no sandbox."""
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=quiet)
        yield chromium
        chromium.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(site: Site, browser: Browser) -> Iterator[NewPage]:
    """Opens pages, each in a profile of its own; a script error or a refused resource (CSP) fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(viewport: dict[str, int] = PHONE, *, scripts: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport=viewport,
            java_script_enabled=scripts,
            locale="vi-VN",
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """Chị Hoa's phone."""
    return new_page(PHONE)


@pytest.fixture
def plain_phone(new_page: NewPage) -> Page:
    """A phone without JavaScript."""
    return new_page(PHONE, scripts=False)


@pytest.fixture
def desk(new_page: NewPage) -> Page:
    """The screen on anh Nam's desk."""
    return new_page(DESK)


@pytest.fixture
def accessible(browser: Browser) -> Callable[[Page], None]:
    """Asserts that axe finds nothing against WCAG 2.2 AA and that nothing sticks out of the screen sideways."""

    def check(page: Page) -> None:
        # evaluate, not a script tag: the page's own CSP stays as strict as it is.
        page.evaluate(AXE.read_text())
        found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG)
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    return check
