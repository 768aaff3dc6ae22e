"""What a first visit and a change of a filter cost: bytes, time until figures stand there, the server's processor."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.visiting import Visit, launch, serve_process, visit

VISITING = [
    "device",
    "what",
    "over the network",
    "until the first figure",
    "until all is drawn",
    "server's processor",
]
DEVICES = (("desk, 1440 × 900", 1440, 900), ("telephone, 390 × 844", 390, 844))
HALF_YEAR = "2º semestre 2012"

Table = list[list[str]]


def measure_visits(home: Path) -> Table:
    """Rows of VISITING for a home's first view: a first visit, a second one, another period chosen."""
    rows = []
    with sync_playwright() as playwright:
        kept = launch(playwright)
        for device, width, height in DEVICES:
            with serve_process(home) as (address, process):
                context = fresh(kept)
                seen = visit(context, width, height)
                rows.append([device, "first visit", *measure(seen, process, lambda page: page.goto(address))])
                seen.page.close()
                again = visit(context, width, height)
                rows.append(
                    [device, "second visit", *measure(again, process, lambda page: page.goto(address))]
                )
                rows.append([device, "another period", *measure(again, process, choose_half_year)])
                context.close()
    return rows


def fresh(kept: BrowserContext) -> BrowserContext:
    """A reader who was never here."""
    assert kept.browser is not None
    context = kept.browser.new_context(locale="it-IT")
    context.set_default_timeout(180_000)
    return context


def choose_half_year(page: Page) -> None:
    """Another period, by hand; back when the first figure is another."""
    before = page.get_by_test_id("stMetricValue").first.inner_text()
    page.get_by_label("Periodo", exact=True).first.click()
    page.get_by_role("option", name=HALF_YEAR, exact=True).click()
    page.wait_for_function(
        "before => document.querySelector('[data-testid=stMetricValue]').innerText !== before", arg=before
    )


def measure(seen: Visit, process: int, act: Callable[[Page], Any]) -> list[str]:
    """Bytes (requests and Streamlit's messages), seconds to the first figure and to all, processor seconds."""
    sizes: list[float] = []
    session = seen.page.context.new_cdp_session(seen.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 0.75),
    )
    used, start = processor_seconds(process), time.perf_counter()
    act(seen.page)
    seen.page.get_by_test_id("stMetricValue").first.wait_for()
    first = time.perf_counter() - start
    seen.page.locator("[data-testid=stPlotlyChart] .textpoint").first.wait_for()
    seen.settle()
    whole, used = time.perf_counter() - start, processor_seconds(process) - used
    session.detach()
    return [f"{sum(sizes) / 1000:,.0f} kB", f"{first:.1f} s", f"{whole:.1f} s", f"{used:.1f} s"]


def processor_seconds(process: int) -> float:
    """What a process has used of processors so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
