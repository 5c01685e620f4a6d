"""Walks every address of a running demonstration in every role: python -m tests.browser.walk http://…:8000 [FOLDER]

What each page must be, on a phone and on a desk, is said in `wrong_with`; FOLDER keeps a picture of every page.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import django
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoiam.settings")
django.setup()

from hoiam.seed.cast import PASSWORD  # noqa: E402
from hoiam.urls import urlpatterns  # noqa: E402

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1366, "height": 768}
EVERYBODY = ("", "nam", "tuyet", "khoa", "lan", "son", "hai", "binh", "hanh", "giam", "quantri")
# How many pages of one pattern are looked at in one role: a matter looks different in every stage.
OF_ONE = {"ban/viec/<slug:number>": 10, "tra-loi/<slug:number>": 6}
ENGLISH = re.compile(
    r"\b(submit|search|password|username|error|please|next|previous|send|message|logout|login|sign in|cancel|delete|"
    r"save|edit|upload|report|office|page|required|optional|your|with|from|welcome|home|click|here|choose file|"
    r"no file)\b",
    re.IGNORECASE,
)
LOOK = """() => {
  const size = e => e.getBoundingClientRect();
  const seen = e => size(e).width > 1 && size(e).height > 1 && e.checkVisibility({visibilityProperty: true});
  const says = [];
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) {
    const who = [...document.querySelectorAll('body *')].filter(e => seen(e) && size(e).right > innerWidth + 1);
    says.push(`${over} px too wide: ` + who.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', '));
  }
  const h1 = document.querySelectorAll('h1').length;
  if (h1 !== 1) says.push(`${h1} h1`);
  if (document.documentElement.lang !== 'vi') says.push('lang');
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const r = size(e);
    if (!seen(e) || e.closest('.trap, .unseen, .skip') || e.matches('.skip')) continue;
    // A link inside a sentence is as high as its line (WCAG 2.5.8, inline).
    const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    if (!inline && (r.height < 24 || r.width < 24))
      says.push(`${Math.round(r.width)}×${Math.round(r.height)}: ${e.outerHTML.slice(0, 90)}`);
  }
  const links = [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'));
  const [head, h1st] = [document.querySelector('.top'), document.querySelector('h1')];
  const heard = [...document.querySelectorAll('[alt], [aria-label], [title], [placeholder]')].flatMap(e =>
    ['alt', 'aria-label', 'title', 'placeholder'].map(name => e.getAttribute(name) ?? ''));
  return {says, links, words: heard.join('\\n') + document.title + '\\n' + document.body.innerText,
          nav: head ? size(head).height : 0, h1: h1st ? size(h1st).top : 0,
          height: document.documentElement.scrollHeight};
}"""


@dataclass
class Walk:
    """One person's round; `found` is what is wrong, by address."""

    site: str
    who: str
    shots: Path | None = None
    found: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[str, list[str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    heights: list[tuple[float, float, float, str]] = field(default_factory=list)


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    made = []
    for one in urlpatterns:
        route = str(one.pattern)
        parts = re.split(r"(<\w+:\w+>)", route)
        made.append((route, re.compile("/" + "".join("[^/]+?" if p.startswith("<") else re.escape(p) for p in parts))))
    return made


# Files, what only takes a form, and what ends the round.
NOT_A_PAGE = re.compile(r"\.(pdf|docx|xlsx|csv|txt|json|atom)$|/dang-xuat|/tep/|^/tep|/dang-nhap/chung|/hop-thu/tai")


def wanted(walk: Walk, address: str, known: list[tuple[str, re.Pattern[str]]]) -> str | None:
    path = urlsplit(address).path
    if not path.startswith("/") or NOT_A_PAGE.search(path):
        return None
    # The public pages are the same for everybody; who is signed in is led past the signing in.
    if (path.startswith("/ban") != bool(walk.who) and path != "/ban/dang-nhap") or (
        walk.who and path.startswith("/ban/dang-nhap")
    ):
        return None
    route = next((route for route, form in known if form.fullmatch(path)), None)
    if route is None:
        return None
    pages = walk.seen.setdefault(route, [])
    if path in pages or len(pages) >= OF_ONE.get(route, 2):
        return None
    pages.append(path)
    return path


def wrong_with(page: Page, complaints: list[str]) -> tuple[list[str], dict[str, object]]:
    told = page.evaluate(LOOK)
    says: list[str] = list(told["says"])
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", WCAG)
    says += [f"axe {one['id']}: {[node['html'][:110] for node in one['nodes']][:3]}" for one in found["violations"]]
    says += [f"English: {match[0]!r}" for match in [ENGLISH.search(told["words"])] if match]
    says += [f"console: {text}" for text in complaints]
    complaints.clear()
    return says, told


def rounds(walk: Walk, page: Page, start: list[str]) -> Iterator[tuple[str, Response]]:
    """Every page reachable from `start`, each once, as many of one pattern as are wanted."""
    known = patterns()
    walk.waiting += [one for address in start if (one := wanted(walk, address, known))]
    while walk.waiting:
        address = walk.waiting.pop(0)
        asked = page.request.get(walk.site + address)
        if asked.status in (403, 404, 405) or "html" not in asked.headers["content-type"]:
            continue
        response = page.goto(walk.site + address)
        assert response
        yield address, response
        for link in page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)"):
            if urljoin(walk.site, link).startswith(walk.site) and (one := wanted(walk, link[len(walk.site) :], known)):
                walk.waiting.append(one)


def sign_in(page: Page, site: str, who: str, password: str) -> None:
    page.goto(f"{site}/ban/dang-nhap")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_load_state()


def go(context: BrowserContext, walk: Walk, password: str, size: str) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    if walk.who:
        sign_in(page, walk.site, walk.who, password)
    start = [f"/{route}" for route, _ in patterns() if "<" not in route]
    start += [] if walk.who else ["/ban/dang-nhap"]
    for address, response in rounds(walk, page, start):
        if response.status >= 500:
            walk.found[address] = [str(response.status)]
            continue
        says, told = wrong_with(page, complaints)
        if says:
            walk.found[address] = says
        walk.heights.append((float(str(told["nav"])), float(str(told["h1"])), float(str(told["height"])), address))
        if walk.shots:
            name = re.sub(r"\W+", "_", address).strip("_") or "home"
            page.screenshot(path=walk.shots / f"{size}-{walk.who or 'nobody'}-{name}.png", full_page=True)


def all_rounds(browser: Browser, site: str, shots: Path | None, people: tuple[str, ...]) -> int:
    wrong = 0
    for size, viewport in (("phone", PHONE), ("desk", DESK)):
        for who in people:
            context = browser.new_context(viewport=viewport, locale="vi-VN")
            walk = Walk(site, who, shots)
            go(context, walk, PASSWORD, size)
            context.close()
            print(f"== {size} {who or 'signed out'}: {sum(map(len, walk.seen.values()))} pages", flush=True)
            for address, says in walk.found.items():
                wrong += len(says)
                print(f"  {address}")
                for one in says:
                    print(f"      {one}")
            for nav, h1, height, address in walk.heights:
                if nav > 130 or h1 > 260 or height > 9000:
                    print(f"   head {nav:.0f} h1 {h1:.0f} page {height:.0f}: {address}")
    return wrong


def main() -> None:
    site = sys.argv[1].rstrip("/")
    shots = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    people = tuple(sys.argv[3].split(",")) if len(sys.argv) > 3 else EVERYBODY
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        wrong = all_rounds(browser, site, shots, people)
        browser.close()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
