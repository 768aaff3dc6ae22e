"""A served dashboard and someone at a headless Chromium who notes every error and every other host."""

import http
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, Request

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds: of a busy machine; nothing is slow that is only waited for
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
Scheme = Literal["light", "dark"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def launch(playwright: Playwright) -> BrowserContext:
    """An Italian at a headless Chromium of the system; playwright downloads none. What pages load is kept."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert path, "Serve chromium: apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=1000 * PATIENCE)
    context = browser.new_context(locale="it-IT")
    context.set_default_timeout(1000 * PATIENCE)
    return context


@contextmanager
def serve(home: Path) -> Iterator[str]:
    """The dashboard of a PAL_HOME, as an address, for as long as the block lasts."""
    with serve_process(home) as (address, _):
        yield address


@contextmanager
def serve_process(home: Path) -> Iterator[tuple[str, int]]:
    """The same, with the server's process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "dashboard" / "server.py")]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = os.environ | {"PAL_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    # Not in the home, which other tests look at.
    with TemporaryDirectory(prefix="dashboard-") as folder:
        log = Path(folder) / "dashboard.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=environment, cwd=home, stdout=output, stderr=output)
        try:
            wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the server answers; fails with its log when it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The dashboard does not answer:\n{log.read_text(errors='replace')}")


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    other_hosts: list[str] = field(default_factory=list)

    def begin(self, width: int = 1440, height: int = 900, scheme: Scheme = "light") -> "Visit":
        """A window of this size in pixels, nothing under the mouse, nothing noted yet."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)
        self.page.mouse.move(0, 0)
        self.errors.clear()
        self.other_hosts.clear()
        return self

    def open(self, address: str) -> Page:
        """Go to an address and wait until the page is drawn."""
        self.page.goto(address)
        self.page.get_by_role("heading", level=1).wait_for()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until Streamlit has run nothing, and has had nothing to draw, for three tenths of a second."""
        self.page.evaluate("() => { window.idleSince = undefined; }")
        self.page.wait_for_function(
            """() => {
                const busy = "[data-testid=stApp]:not([data-test-script-state=notRunning]),"
                    + "[data-stale=true], [data-testid=stSkeleton]";
                const now = performance.now();
                window.idleSince = document.querySelector(busy) ? undefined : window.idleSince ?? now;
                return window.idleSince !== undefined && now - window.idleSince >= 300;
            }"""
        )


def visit(context: BrowserContext, width: int = 1440, height: int = 900, scheme: Scheme = "light") -> Visit:
    """A new page, its window in pixels, that notes errors and requests to other hosts."""
    page = context.new_page()
    seen = Visit(page).begin(width, height, scheme)

    def note_error(message: ConsoleMessage) -> None:
        # A page that waits longer than half a second for a sign of life says so, and asks again.
        is_health = "/_stcore/" in message.location.get("url", "") or any(
            words in message.text for words in ("/_stcore/health", "server is not responding")
        )
        if message.type == "error" and not is_health:
            seen.errors.append(message.text)

    def note_host(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            seen.other_hosts.append(request.url)

    page.on("console", note_error)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", note_host)
    return seen
