"""The process that `pal dashboard` becomes: Streamlit, which ends at Ctrl+C without a word, and takes no more from a
browser than a page sends.

python -m dashboard.served run dashboard/server.py --server.port 8501 …
"""

import signal

from streamlit.runtime.runtime_util import get_max_widget_state_size_bytes
from streamlit.web.cli import main
from streamlit.web.server.starlette import starlette_server

if __name__ == "__main__":
    # The server ends first, by its own handler; what Python would then raise would be printed as a defect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A socket's message is put together before anybody looks at it, up to the size that the server may send: a dozen
    # took gigabytes. What it may be is said in `.streamlit/config.toml`.
    vars(starlette_server)["get_max_message_size_bytes"] = get_max_widget_state_size_bytes
    main(prog_name="pal dashboard")
