"""Readers of one process spill into one folder: DuckDB opens a file once, with one configuration."""

import subprocess
import sys

ASKED_AT_ONCE = """
import threading, time
from concurrent.futures import ThreadPoolExecutor
from storage import scratch

make, at_once = scratch._make, threading.Barrier(8)

def make_slowly(place):
    time.sleep(0.05)
    return make(place)

def ask(_):
    at_once.wait()
    return scratch.own_scratch()

scratch._make = make_slowly
with ThreadPoolExecutor(8) as threads:
    print(len(set(threads.map(ask, range(8)))))
"""


def test_threads_that_ask_at_once_get_one_folder() -> None:
    asked = subprocess.run([sys.executable, "-c", ASKED_AT_ONCE], capture_output=True, text=True, check=True)
    assert asked.stdout == "1\n"
