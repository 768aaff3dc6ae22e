"""`pal dashboard`: serve the pages."""

import os
import socket
import subprocess
import sys
from typing import Annotated

import typer

from command.saying import say
from publication.following import FOLLOWED
from storage.errors import PalError, WrongUse
from storage.home import PROJECT, Home
from storage.machine import say_trouble


def serve_dashboard(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Porta.")] = 8501,
    address: Annotated[str, typer.Option("--address", help="Indirizzo di questa macchina.")] = "localhost",
    name: Annotated[
        str | None, typer.Option("--name", help="Il nome con cui lo serve un proxy con parola d’ordine.")
    ] = None,
) -> None:
    """Serve il cruscotto, finché non si interrompe."""
    _check_loopback(address)
    _check_port(address, port)
    say(f"Cruscotto su http://{address}:{port} (Ctrl+C per finire)")
    sys.stdout.flush()
    os.environ["PAL_HOME"] = str(Home.from_environment().root)
    os.environ["PAL_DASHBOARD_NAME"] = name or ""
    if FOLLOWED in os.environ:
        subprocess.Popen([sys.executable, "-m", "publication.following"], cwd=PROJECT)
    os.chdir(PROJECT)
    arguments = [
        sys.executable, "-m", "dashboard.served", "run", str(PROJECT / "dashboard" / "server.py"),
        "--server.port", str(port),
        "--server.address", address,
        "--server.headless", "true",
        "--server.fileWatcherType", "none",
        "--browser.gatherUsageStats", "false",
        "--logger.hideWelcomeMessage", "true",  # in English; where it is served is said above
        "--browser.serverAddress", name or "localhost",
    ]  # fmt: skip
    os.execv(sys.executable, arguments)


def _check_loopback(address: str) -> None:
    """The dashboard asks nobody who they are: on any other address the whole network would read it."""
    if address not in ("localhost", "127.0.0.1", "::1"):
        raise WrongUse(
            f"--address {address}: il cruscotto non chiede una parola d’ordine, perciò risponde solo a questa "
            "macchina (localhost); per gli altri metterlo dietro un proxy: docs/security.md."
        )


def _check_port(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PalError(
                f"La porta {port} su {address} non si può usare ({say_trouble(error)}): "
                "indicarne un’altra con --port."
            ) from None
