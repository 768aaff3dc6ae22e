"""The process that `pal dashboard` becomes: Streamlit, which ends at Ctrl+C without a word.

python -m dashboard.served run dashboard/server.py --server.port 8501 …
"""

import signal

from streamlit.web.cli import main

if __name__ == "__main__":
    # The server ends first, by its own handler; what Python would then raise would be printed as a defect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main(prog_name="pal dashboard")
