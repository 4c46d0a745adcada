"""A real browser for tests of what people see: Chromium without a window, driven by Playwright."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import ConsoleMessage, Error, Page, Request

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that makes no requests of its own."""

HERE = "http://127.0.0.1:"
"""What the address of a server of the test begins with."""

PHONE, TABLET, DESK = 400, 800, 1200
"""Window widths in pixels at which pages are tested."""


class Visit:
    """A page that was opened, and everything that it complained about or asked for.

    Args:
        page: The page, as Playwright has it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        """Errors and warnings on the console, and errors that nobody caught."""
        self.asked_for: list[str] = []
        """Requested addresses other than files of this machine, and what a server of the test has."""
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:", HERE, HERE.replace("http", "ws"))):
            self.asked_for.append(request.url)

    def overflow(self) -> int:
        """How many pixels of the page extend beyond the window on the right."""
        pixels: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return pixels


@contextmanager
def visits() -> Iterator[Callable[..., Visit]]:
    """Start a browser; what is given opens a page in it.

    The page is a file, by its path, an address on this machine, or HTML text; ``width`` is that of the window, ``dark``
    the colour scheme. The browser has no network but for an address.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="unami-pages-") as scratch:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=list(QUIET))
        count = 0

        def visit(what: Path | str, *, width: int = DESK, height: int = 900, dark: bool = False) -> Visit:
            nonlocal count
            served = isinstance(what, str) and what.startswith(HERE)
            if isinstance(what, str) and not served:
                count += 1
                path = Path(scratch, f"{count}.html")
                path.write_text(what, encoding="utf-8")
                what = path
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                offline=not served,
            )
            opened = Visit(context.new_page())
            opened.page.goto(what if isinstance(what, str) else what.absolute().as_uri())
            return opened

        yield visit
        browser.close()
