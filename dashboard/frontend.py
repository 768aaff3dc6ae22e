"""Streamlit's pages as they leave the server: in Italian, compressed once and kept by browsers, asking no other host.

Streamlit sends its scripts as they are, ten megabytes on a first visit, in English, under `lang="en"`. Here every
script is put into Italian (`streamlit_words.py`), Plotly cut (`plotly_cut.py`), and compressed when it is first asked
for, and stays in memory. The SQL editor, which would have its font from another host, has it from here.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import anyio.to_thread
import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.plotly_cut import cut_plotly
from dashboard.streamlit_words import WORDS

STATIC = (Path(streamlit.__file__).parent / "static").resolve()
# Found without importing it: a component that is imported before Streamlit runs is not known to it.
EDITOR = Path(getattr(find_spec("code_editor"), "origin", "")).parent / "frontend" / "build"
SERVED = {"/static/": STATIC / "static", "/component/code_editor.code_editor/": EDITOR.resolve()}
"""Where the scripts and sheets are that a path begins with."""
ELSEWHERE = re.compile(r"@import url\('https://[^']*'\);")
PLOTLY = "PlotlyChart."
KEPT = "public, max-age=604800"
TYPES = {".js": "text/javascript", ".css": "text/css"}
PAGE = ((b'<html lang="en">', b'<html lang="it">'), (b"<title>Streamlit</title>", b"<title>PAL</title>"))


@dataclass(frozen=True)
class Asset:
    """A script or sheet as it is sent: plain, compressed, and the mark by which a browser asks whether it changed."""

    plain: bytes
    compressed: bytes
    etag: str


@cache
def prepare(path: Path) -> Asset:
    """The file in Italian, Plotly cut to what is drawn, compressed."""
    script = put_in_italian(path.name, ELSEWHERE.sub("", path.read_bytes().decode()))
    plain = (cut_plotly(script) if path.name.startswith(PLOTLY) else script).encode()
    etag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return Asset(plain, gzip.compress(plain, 9, mtime=0), etag)


def put_in_italian(name: str, script: str) -> str:
    """A script with the words that it is known to say in Italian."""
    for beginning, words in WORDS.items():
        if name.startswith(f"{beginning}.") or ("." in beginning and name.startswith(beginning)):
            for english, italian in words.items():
                script = script.replace(english, italian)
    return script


class Frontend:
    """The middleware around Streamlit's own server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for scripts and sheets; let all else through, pages with their language."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        path = find_asset(scope["path"])
        if path is None:
            await self._app(scope, receive, in_italian(send))
            return
        response = answer(await anyio.to_thread.run_sync(prepare, path), path, Headers(scope=scope))
        await response(scope, receive, send)


def find_asset(asked: str) -> Path | None:
    """The script or sheet that a path names, if there is one."""
    for beginning, folder in SERVED.items():
        path = (folder / unquote(asked).removeprefix(beginning)).resolve()
        is_ours = path.suffix in TYPES and path.is_relative_to(folder) and path.is_file()
        if asked.startswith(beginning) and is_ours:
            return path
    return None


def answer(asset: Asset, path: Path, asked: Headers) -> Response:
    """The asset, compressed where the browser takes it; nothing where it has it."""
    headers = {"cache-control": KEPT, "etag": asset.etag, "vary": "Accept-Encoding"}
    if asked.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    if "gzip" in asked.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(asset.compressed, headers=headers, media_type=TYPES[path.suffix])
    return Response(asset.plain, headers=headers, media_type=TYPES[path.suffix])


def in_italian(send: Send) -> Send:
    """What is sent, a page with its language and name."""
    held: list[Message] = []
    parts: list[bytes] = []

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                held.append(message)
                return
        elif held:
            parts.append(message.get("body", b""))
            if message.get("more_body", False):
                return
            body = b"".join(parts)
            for english, italian in PAGE:
                body = body.replace(english, italian)
            start = held.pop()
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(body))
            if "etag" in headers:
                headers["etag"] = f'{headers["etag"][:-1]}-it"'
            await send(start)
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return sent
