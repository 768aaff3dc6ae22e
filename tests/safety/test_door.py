"""The dashboard's door: who comes by another name, from another page or without the page is told no; and the
proxy's recipe asks for a password at every request."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pal_home import PROJECT, WRONG_USE, run_pal
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard.door import HEADERS, HOURS, Door

FORBIDDEN, FOUND, UNAUTHORIZED = 403, 200, 401
BEHIND = ("/media/x.csv", "/_stcore/upload_file/1/2", "/_stcore/bidi-components/x", "/_stcore/stream")
HOSTILE_HOSTS = (
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8501", "evil.example:8501", "",
    "[::2]", "10.0.0.1", "2130706433", "localhost@evil.example", "pal.example.org.evil.example",
    "[::1", "a]b", "[v1.a]", "evil@127.0.0.1", "127.0.0.1#evil", "127.0.0.1/evil", "127.0.0.1:x", "localhost, evil",
)  # fmt: skip
HOSTILE_ORIGINS = (
    "https://evil.example",
    "http://localhost:3000",
    "null",
    "http://localhost.evil.example",
    "file://",
    "http://[::1",
    "http://a]b",
    "http://localhost@evil.example",
    "://localhost",
)


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")


class Clock:
    """A time that the test moves."""

    seconds = 1_000_000.0


def client(name: str | None = None) -> TestClient:
    """A page, downloads and a socket behind the door."""
    app = Starlette(
        routes=[
            WebSocketRoute("/_stcore/stream", echo),
            Route("/", lambda _: HTMLResponse("<p>pagina</p>")),
            Route("/{path:path}", lambda _: PlainTextResponse("dato")),
        ]
    )
    return TestClient(Door(app, name, lambda: Clock.seconds), base_url="http://localhost")


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_another_name_is_refused(host: str) -> None:
    for path in ("/", "/_stcore/health", *BEHIND):
        assert client("pal.example.org").get(path, headers={"Host": host}).status_code == FORBIDDEN


@pytest.mark.parametrize("origin", HOSTILE_ORIGINS)
def test_another_page_is_refused(origin: str) -> None:
    visitor = client()
    visitor.get("/")
    assert visitor.get("/", headers={"Origin": origin}).status_code == FORBIDDEN
    with (
        pytest.raises(WebSocketDisconnect),
        visitor.websocket_connect("ws://localhost/_stcore/stream", headers={"Origin": origin}),
    ):
        pass


def test_no_second_origin_and_no_odd_path_goes_past() -> None:
    both = [("Origin", "http://localhost"), ("Origin", "http://evil.example")]
    assert client().get("/", headers=both).status_code == FORBIDDEN
    for path in (
        "/%00",
        "/x%00/y",
        "/%5fstcore/metrics",
        "/_stcore%2fmetrics",
        "/_stcore//metrics",
        "/%6dedia/x",
    ):
        assert client().get(path).status_code == FORBIDDEN, path


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "[::1]:8501", "pal.example.org"])
def test_our_names_are_let_in_with_every_header(host: str) -> None:
    answer = client("pal.example.org").get("/", headers={"Host": host, "Origin": f"http://{host}"})
    assert answer.status_code == FOUND
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_downloads_and_socket_are_behind_the_page() -> None:
    visitor = client()
    for path in BEHIND[:3]:
        assert visitor.get(path).status_code == FORBIDDEN
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("ws://localhost/_stcore/stream"):
        pass
    visitor.get("/")
    for path in BEHIND[:3]:
        assert visitor.get(path).status_code == FOUND
    with visitor.websocket_connect("ws://localhost/_stcore/stream") as socket:
        assert socket.receive_text() == "open"


def test_the_cookie_goes_with_the_browser_with_time_and_with_the_server() -> None:
    visitor = client()
    given = visitor.get("/").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "max-age" not in given.casefold()
    assert "expires" not in given.casefold()
    Clock.seconds += HOURS * 3600 + 1
    assert visitor.get("/media/x.csv").status_code == FORBIDDEN
    Clock.seconds -= HOURS * 3600
    other = client()
    assert other.get("/media/x.csv", headers={"Cookie": given.partition(";")[0]}).status_code == FORBIDDEN
    for forged in ("pal_door=", "pal_door=1.x", "pal_door=x.y", "pal_door=9999999999.", "pal_door", "=;;"):
        assert other.get("/media/x.csv", headers={"Cookie": forged}).status_code == FORBIDDEN


def test_metrics_and_agents_are_closed() -> None:
    visitor = client()
    visitor.get("/")
    for path in ("metrics", "agent/interact", "agent/openapi.json", "agent/mcp"):
        assert visitor.get(f"/_stcore/{path}").status_code == FORBIDDEN
        assert visitor.post(f"/_stcore/{path}").status_code == FORBIDDEN


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.10", "example.org"])  # noqa: S104
def test_no_other_address_is_served(address: str, tmp_path: Path) -> None:
    told = run_pal(tmp_path, "dashboard", "--address", address, status=WRONG_USE).stderr
    assert "docs/security.md" in told


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[str]:
    """The recipe as it is shipped, but for port, TLS and the password's file; gives its address."""
    recipe = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    port = free_port()
    (folder / "passwd").write_text("anna:{PLAIN}segreta\n")
    for old, new in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "    ssl_certificate /etc/ssl/certs/pal.pem;\n": "",
        "    ssl_certificate_key /etc/ssl/private/pal.key;\n": "",
        "/etc/nginx/pal.passwd": str(folder / "passwd"),
        "127.0.0.1:8501": f"127.0.0.1:{upstream}",
    }.items():
        assert old in recipe
        recipe = recipe.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {folder};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.getuid() == 0 else ""  # the folder is the owner's
    (folder / "nginx.conf").write_text(
        f"{user}pid {folder}/pid;\ndaemon off;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{recipe}}}\n"
    )
    with subprocess.Popen(
        ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "log"]
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def ask(address: str, password: str | None) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": "pal.example.org"})  # noqa: S310
    if password:
        request.add_header("Authorization", "Basic " + b64encode(f"anna:{password}".encode()).decode())
    for _ in range(600):
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310
                return answer.status, answer.headers.get("set-cookie", "")
        except urllib.error.HTTPError as refused:
            if refused.code != 502:
                return refused.code, ""
        except urllib.error.URLError:
            pass
        subprocess.run(["sleep", "0.2"], check=True)
    raise AssertionError(address)


ODD_REQUESTS = (
    *(f"{method} / HTTP/1.1" for method in ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "get")),
    *(
        f"GET {path} HTTP/1.1"
        for path in (
            "//", "//media/x.csv", "/%2e%2e/media/x.csv", "/..;/media/x.csv", "/x/../media/x.csv",
            "/MEDIA/x.csv", "/media%2Fx.csv", "/%6dedia/x.csv", "/_stcore/stream", "/_STCORE/health", "/./x",
            "/_stcore%2fmetrics", "/media/x.csv?a=b", "/?a=%00", "/%ff", "/#x", "/.well-known/acme-challenge/x",
            "/favicon.ico", "/robots.txt", "/app/static/x", "/component/x/y", "/nginx_status", "/media/" + "x" * 2_000,
            "http://pal.example.org/media/x.csv", "http://evil.example/media/x.csv", "HTTP://LOCALHOST/",
        )
    ),
    "GET / HTTP/1.0", "GET /media/x.csv HTTP/1.0", "TRACE / HTTP/1.1", "CONNECT 127.0.0.1:8501 HTTP/1.1",
    "GET /",  # as HTTP/0.9 had it
)  # fmt: skip


def first_line(address: str, request: str, headers: str) -> str:
    """How a server answers what no client writes."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"{request}\r\n{headers}Connection: close\r\n\r\n".encode("latin-1"))
        answered = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert b"pal_door" not in answered, request
    return answered.partition(b"\r\n")[0].decode("latin-1")


def send_much(port: int, cookie: str) -> bytes:
    """What the server answers who opens the page's socket and says that three megabytes follow."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        assert connection.recv(65_536).startswith(b"HTTP/1.1 101")
        connection.sendall(bytes([0x82, 0xFF]) + (3_000_000).to_bytes(8, "big") + bytes(4))
        return connection.recv(65_536)


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx (apt-get install nginx-light) is not there")
def test_the_proxy_asks_for_a_password_at_every_request_and_the_server_ends_without_a_word(
    tmp_path: Path,
) -> None:
    upstream = free_port()
    command = [sys.executable, "-c", "from command import main; main()", "dashboard", "--port", str(upstream),
               "--address", "127.0.0.1", "--name", "pal.example.org"]  # fmt: skip
    environment = {**os.environ, "PAL_HOME": str(tmp_path), "PYTHONPATH": str(PROJECT)}
    log = tmp_path / "served.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as served,
    ):
        try:
            with nginx(tmp_path, upstream) as address:
                for path in (
                    "/",
                    "/_stcore/health",
                    "/_stcore/stream",
                    "/media/x.csv",
                    "/static/x",
                    "/_stcore/metrics",
                ):
                    assert ask(address + path, None)[0] == UNAUTHORIZED, path
                    assert ask(address + path, "sbagliata")[0] == UNAUTHORIZED, path
                upgraded = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n"
                for request in ODD_REQUESTS:
                    for host in ("pal.example.org", "127.0.0.1", "evil.example", "PAL.EXAMPLE.ORG."):
                        for more in ("", upgraded, "Authorization: Basic\r\n", "X-Forwarded-User: anna\r\n"):
                            said = first_line(address, request, f"Host: {host}\r\n{more}")
                            assert re.search(r"\b(401|400|405)\b|^<html>$", said), (request, host, more, said)
                status, cookie = ask(f"{address}/", "segreta")
                assert status == FOUND
                assert cookie.startswith("pal_door=")
                assert ask(f"{address}/media/x.csv", "segreta")[0] == FORBIDDEN
                too_big = (1009).to_bytes(2, "big")
                assert too_big in send_much(upstream, cookie.partition(";")[0])
        finally:
            served.send_signal(signal.SIGINT)  # as Ctrl+C does
    assert (
        log.read_text(encoding="utf-8") == f"Cruscotto su http://127.0.0.1:{upstream} (Ctrl+C per finire)\n"
    )
