"""The dashboard's door, before every request, page, socket and download alike.

A request must name a host that is ours (a name elsewhere may be pointed at this machine: rebinding), come from
our own pages where it says where from, and, for what a page loads behind itself (socket, downloads, uploads),
carry the cookie that the page was given. The cookie goes when the browser closes, and after twelve hours.
Who may open the page is decided before it, by the proxy in `docs/security.md`.
"""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
COOKIE = "pal_door"
HOURS = 12
_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Whatever Streamlit's settings say: its agents' routes would draw views and give their rows to whoever asks."""
BEHIND_THE_PAGE = ("/media/", "/_stcore/", "/component/")
BEFORE_THE_PAGE = ("/_stcore/health", "/_stcore/host-config")
"""What an open page asks for when the server is back, before it is loaded anew."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'; worker-src 'self' blob:; connect-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Door:
    """The middleware; `name` is the name that a proxy serves the dashboard under."""

    def __init__(self, app: ASGIApp, name: str | None = None, now: Callable[[], float] = time.time) -> None:
        self._app, self._now = app, now
        self._hosts = {*LOOPBACK, *([name.casefold()] if name else [])}
        self._secret = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._why_not(scope["path"], Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, self._dressed(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal})
        else:
            await PlainTextResponse(refusal, 403, HEADERS)(scope, receive, send)

    def _why_not(self, path: str, headers: Headers) -> str | None:
        host, origins = headers.get("host", "").casefold(), headers.getlist("origin")
        named = _HOST.fullmatch(host)
        if named is None or named["name"].strip("[]") not in self._hosts:
            return "Questo nome non è del cruscotto: aprirlo con l’indirizzo dato da pal dashboard."
        if not {origin.casefold() for origin in origins} <= {f"http://{host}", f"https://{host}"}:
            return "La richiesta viene da un’altra pagina."
        if "\0" in path:
            return "Qui non c’è nulla."
        if path.startswith(CLOSED):
            return "Chiuso."
        is_behind = path.startswith(BEHIND_THE_PAGE) and path not in BEFORE_THE_PAGE
        if is_behind and not self._knows(headers.get("cookie", "")):
            return "Aprire prima la pagina del cruscotto."
        return None

    def _dressed(self, scope: Scope, send: Send) -> Send:
        """What is sent, with the headers, and with the cookie where a page is asked for."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                # A page that the browser still has is answered 304, without a type.
                wanted, given = Headers(scope=scope).get("accept", ""), headers.get("content-type", "")
                if "text/html" in wanted or given.startswith("text/html"):
                    headers.append("set-cookie", f"{COOKIE}={self._token()}; Path=/; HttpOnly; SameSite=Lax")
                if scope["path"].startswith("/media/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        return dressed

    def _token(self) -> str:
        moment = str(int(self._now()))
        return f"{moment}.{self._signed(moment)}"

    def _signed(self, moment: str) -> str:
        return hmac.new(self._secret, moment.encode(), hashlib.sha256).hexdigest()

    def _knows(self, cookies: str) -> bool:
        try:
            morsel: Any = SimpleCookie(cookies).get(COOKIE)
        except CookieError:
            return False
        moment, _, signature = (morsel.value if morsel else "").partition(".")
        is_ours = hmac.compare_digest(signature.encode(), self._signed(moment).encode())
        return is_ours and self._now() - int(moment) < HOURS * 3600
