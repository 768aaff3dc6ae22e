"""`make share`: the current publication shared on this machine in every way, to try how others would read it.

PostgreSQL (Debian), an S3 store (PyPI) and nginx with a token, on the loopback, until Ctrl+C.
"""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

from deploy.servers import Missing, make_reader, object_store, postgres, web_server

PAL = Path(sys.executable).with_name("pal")


def main() -> int:
    """Start the servers, publish to each, say how to ask, and wait."""
    token, writer, reader = (secrets.token_urlsafe(16) for _ in range(3))
    with tempfile.TemporaryDirectory(prefix="pal-share-") as scratch, ExitStack() as stack:
        root = Path(scratch)
        root.chmod(0o711)
        shared = root / "published"
        keys = {"writer": (writer, ["Admin"]), "reader": (reader, ["Read:pal", "List:pal"])}
        try:
            store = stack.enter_context(object_store(root / "s3", keys, "pal"))
            web = stack.enter_context(web_server(root / "web", shared, token))
            connection = stack.enter_context(postgres(root / "postgres", "pal"))
        except Missing as missing:
            print(f"Per condividere manca {missing}: installarlo, poi ripetere make share.", file=sys.stderr)
            return 1
        catalog = f"postgres:{connection}"
        s3 = {"AWS_ENDPOINT_URL": store, "AWS_ACCESS_KEY_ID": "writer", "AWS_SECRET_ACCESS_KEY": writer}
        for options in (
            ("--to", str(shared), "--read-as", web),
            ("--to", "s3://pal/published"),
            ("--lake", catalog, "--lake-data", "s3://pal/lake"),
        ):
            subprocess.run([PAL, "publish", *options], env=os.environ | s3, check=True)
        read = f"AWS_ENDPOINT_URL={store} AWS_ACCESS_KEY_ID=reader AWS_SECRET_ACCESS_KEY={reader}"
        reading = "postgres:" + make_reader(connection, "reader")
        print("Da un’altra finestra:")
        print(f"  PAL_TOKEN={token} {PAL} --from {web} kpi firms_reached --by province")
        print(f"  {read} {PAL} --from s3://pal/published kpi firms_reached")
        print(f"  {read} {PAL} --lake '{reading}' kpi firms_reached")
        print("Ctrl+C per finire.", flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
