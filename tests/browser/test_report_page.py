"""The HTML report in a real browser: it is drawn, and nothing on it is wider than a phone."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article, Block, Finding, Kind, Origin, Segment, Severity, Span
from pipeline.outcome import Outcome, Status
from pipeline.report import Report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: apt-get install chromium"),
]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)

# The right edge of what reaches furthest right, with what overflows its own box.
WIDEST = """Math.max(...[...document.body.querySelectorAll('*')].map(
  e => e.getBoundingClientRect().left + Math.max(e.offsetWidth || 0, e.scrollWidth || 0)))"""

# Elements with text of their own whose colours are nearer than 4.5:1 (WCAG 2.2, 1.4.3).
LOW_CONTRAST = """(() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => parts(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const clear = c => parts(c).length === 4 && parts(c)[3] === 0;
  const behind = e => {
    const c = getComputedStyle(e).backgroundColor;
    return clear(c) && e.parentElement ? behind(e.parentElement) : c;
  };
  const ratio = (e, pseudo) => {
    const both = [light(getComputedStyle(e, pseudo).color), light(behind(e))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  return [...document.body.querySelectorAll('*')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => Math.min(ratio(e, null), ratio(e, '::before')) < 4.5)
    .map(e => `${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
})()"""

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
Sentence = tuple[str, str, tuple[Finding, ...]]


def say(source: str, target: str, *findings: Finding) -> Sentence:
    return source, target, findings


def block(kind: Kind, *sentences: Sentence) -> Block:
    segments, at = [], 0
    for source, target, findings in sentences:
        end = at + len(source)
        segments.append(Segment(at, end, source, Origin.MODEL, target, -0.2, findings))
        at = end + 1
    return Block(kind, " ".join(s.source for s in segments), segments=tuple(segments))


def find(
    severity: Severity,
    check: str,
    message: str,
    source: str,
    target: str,
    at: Sentence,
) -> Sentence:
    """The sentence with a finding on these words of it; an empty word is no place."""
    spans = [
        Span(text.index(word), text.index(word) + len(word)) if word else None
        for word, text in ((source, at[0]), (target, at[1]))
    ]
    return say(at[0], at[1], *at[2], Finding(check, severity, message, *spans))


def ferry() -> Article:
    numbers = say(
        "Rundt 1.200 passasjerer ble satt i land i Florø i 21.30-tida tirsdag kveld, "
        "opplyser Hovedredningssentralen.",
        "Around 1,200,000 passengers were put ashore in Florø at around 9:30 p.m. on Tuesday, "
        "according to the Joint Rescue Coordination Centre.",
    )
    numbers = find(
        ERROR,
        "numbers",
        "“1.200” is 1,200 in English, not 1,200,000.",
        "1.200",
        "1,200,000",
        numbers,
    )
    numbers = find(
        INFO,
        "terms",
        "The glossary’s name for Hovedredningssentralen was put in.",
        "Hovedredningssentralen",
        "the Joint Rescue Coordination Centre",
        numbers,
    )
    names = say(
        "– Vi hørte et smell, og så ble det helt stille, sier Kari Lundemo fra Måløy til NRK.",
        "“We heard a bang, and then it went completely quiet,” says Kari Lundeby from Måløy "
        "to NRK.",
    )
    names = find(
        WARNING,
        "names",
        "“Lundemo” became “Lundeby”. Is it the same person?",
        "Lundemo",
        "Lundeby",
        names,
    )
    dropped = say(
        "Ingen er meldt savnet, men to personer er sendt til Haukeland universitetssjukehus "
        "med lettere skader.",
        "No one has been reported missing, but two people have been taken to hospital.",
    )
    dropped = find(
        WARNING,
        "names",
        "“Haukeland” is missing from the English.",
        "Haukeland universitetssjukehus",
        "",
        dropped,
    )
    dropped = find(
        WARNING, "length", "The English is much shorter than the Norwegian.", "", "", dropped
    )
    kept = find(
        ERROR,
        "untranslated",
        "These words are still in Norwegian.",
        "kystvakta",
        "kystvakta",
        say(
            "Et skip fra kystvakta slepte ferja til kai.",
            "A ship from kystvakta towed the ferry to the quay.",
        ),
    )
    blocks = (
        block(
            Kind.HEADLINE,
            say(
                "To ferjer kolliderte i tett tåke utenfor Florø",
                "Two ferries collide in dense fog off Florø",
            ),
        ),
        block(Kind.BYLINE, say("Av Ingrid Solheim", "By Ingrid Solheim")),
        block(
            Kind.LEAD,
            say(
                "Flere hundre reisende måtte evakueres da to ferjer støtte sammen på Vestlandet.",
                "Several hundred travellers had to be evacuated when two ferries "
                "collided in western Norway.",
            ),
        ),
        block(Kind.PARAGRAPH, numbers, kept),
        block(
            Kind.CAPTION,
            say(
                "Ferja «Stavfjord» ved kai i Florø. Foto: Jonas Eide / NTB",
                "The ferry Stavfjord at the quay in Florø. Photo: Jonas Eide / NTB",
            ),
        ),
        block(Kind.SUBHEAD, say("– Helt stille", "“Completely quiet”")),
        block(Kind.PARAGRAPH, names),
        block(Kind.PARAGRAPH, dropped),
        block(
            Kind.LIST_ITEM,
            say(
                "Ferja «Stavfjord» har plass til 199 biler.",
                "The ferry Stavfjord has room for 199 cars.",
            ),
        ),
        block(
            Kind.LIST_ITEM,
            say("Sambandet er stengt til torsdag.", "The route is closed until Thursday."),
        ),
        Block(Kind.UNTOUCHED, "https://example.org/ferje?id=4711"),
        block(
            Kind.PARAGRAPH,
            say(
                "Politiet har opprettet sak. Havarikommisjonen er varslet.",
                "The police have opened a case. The Safety Investigation "
                "Authority has been notified.",
            ),
        ),
        block(Kind.CREDIT, say("(©NTB)", "(©NTB)")),
    )
    overall = Finding("names", INFO, "Two people in this article share the name Solheim.")
    return Article("ferje.txt", blocks, findings=(overall,))


def hostile() -> Article:
    """Nothing here may widen the page or leave its place."""
    word = "Arbeidsgiveravgift" * 300
    return Article(
        "lang.txt",
        (
            block(
                Kind.HEADLINE,
                find(
                    WARNING,
                    "length",
                    word[:400],
                    word[:20],
                    "",
                    say(word, "<script>document.body.remove()</script>"),
                ),
            ),
            block(Kind.PARAGRAPH, say(word, word)),
            Block(Kind.UNTOUCHED, "=" * 3000),
        ),
    )


def plain() -> Article:
    return Article(
        "vaer.txt",
        (
            block(Kind.HEADLINE, say("Snøvær i vente i nord", "Snow on the way in the north")),
            block(
                Kind.PARAGRAPH,
                say(
                    "Meteorologene venter inntil 40 centimeter nysnø i Troms.",
                    "Forecasters expect up to 40 centimetres of fresh snow in Troms.",
                ),
            ),
        ),
    )


def write_page(path: Path) -> Path:
    with Report(
        {"nordwire": "0.1.0", "model": "nb-en sha256:3f9a61c2", "glossary": "house sha256:77b0e1"},
        {"beam": 4, "fail_on": "error", "glossary": ["terms.tsv", "names.tsv"], "resume": True},
        fail_on=Severity.ERROR,
        html_path=path,
    ) as report:
        done = Status.TRANSLATED
        report.add(Outcome("inn/vaer.txt", "ut/vaer.txt", done, plain()))
        report.add(Outcome("inn/ferje.txt", "ut/ferje.txt", done, ferry()))
        reason = (
            "inn/gammel.txt: line 14: byte 0x8f is not UTF-8. Save it as UTF-8, or pass --encoding."
        )
        report.add(Outcome("inn/gammel.txt", None, Status.FAILED, error=reason))
        report.add(Outcome(f"inn/{'mappe/' * 60}lang.txt", "ut/lang.txt", done, hostile()))
        report.finish()
    return path


class Browser:
    """Headless Chromium over its debugging pipe: zero-ended JSON on file descriptors 3 and 4."""

    def __init__(self, profile: Path) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        pipes = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", pipes, "bash", *command],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._answers = os.fdopen(self._in, "rb")
        self._asked = 0
        self._session = ""
        page = next(t for t in self("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]

    def __call__(self, method: str, **params: object) -> dict[str, Any]:
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        answer = next(a for a in self._messages() if a.get("id") == self._asked)
        result: dict[str, Any] = answer["result"]
        return result

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            message = bytearray()
            while (byte := self._answers.read(1)) != b"\0":
                assert byte, "Chromium went away"
                message += byte
            yield json.loads(message)

    def evaluate(self, expression: str) -> Any:
        answer = self("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"]["value"]

    def open(self, page: Path, width: int, scheme: str) -> None:
        """The page at this width, loaded; an error if it takes more than ten seconds."""
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self("Emulation.setDeviceMetricsOverride", **screen)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self("Emulation.setEmulatedMedia", features=features)
        self("Page.navigate", url=page.as_uri())
        loaded = "location.protocol === 'file:' && document.readyState === 'complete'"
        deadline = time.monotonic() + 10
        while not self.evaluate(loaded):
            assert time.monotonic() < deadline, "the page did not load"
            time.sleep(0.05)

    def screenshot(self) -> bytes:
        """The whole page as PNG."""
        answer = self("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        os.close(self._out)
        self._process.terminate()
        self._process.wait(10)
        self._answers.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_wider_than_the_window(
    browser: Browser, page: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    browser.open(page, width, scheme)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
    assert browser.evaluate(WIDEST) <= width
    picture = browser.screenshot()
    folder = Path(os.environ.get("NORDWIRE_SCREENSHOTS", tmp_path))
    (folder / f"report-{width}-{scheme}.png").write_bytes(picture)
    assert len(picture) > 30_000, "the page is all but blank"


def test_languages_stand_side_by_side_on_a_laptop_and_stacked_on_a_phone(
    browser: Browser, page: Path
) -> None:
    left = "document.querySelector('.paragraph > .nb')"
    right = "document.querySelector('.paragraph > .en')"
    aside = f"{left}.getBoundingClientRect().right < {right}.getBoundingClientRect().left"
    above = f"{left}.getBoundingClientRect().bottom < {right}.getBoundingClientRect().top"
    size = "parseFloat(getComputedStyle({}).fontSize)"
    browser.open(page, 1280, "light")
    assert browser.evaluate(aside)
    browser.open(page, 390, "light")
    assert browser.evaluate(above)
    assert browser.evaluate(f"{size.format(left)} < {size.format(right)}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_that_wcag_aa_asks_for(
    browser: Browser, page: Path, scheme: str
) -> None:
    browser.open(page, 1280, scheme)
    assert browser.evaluate(LOW_CONTRAST) == []


def test_nothing_runs_and_nothing_is_fetched(browser: Browser, page: Path) -> None:
    browser.open(page, 1280, "light")
    assert browser.evaluate("document.scripts.length") == 0
    assert browser.evaluate("performance.getEntriesByType('resource').length") == 0
    assert "<script>document.body.remove()</script>" in browser.evaluate("document.body.innerText")
