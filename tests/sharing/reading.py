"""One reader on a machine of its own, run as a script: it follows a shared publication until told to stop.

`python reading.py from|lake PLACE` writes `reading`, reads a line, and then its answers as JSON: build, firms that
meta and the macro give. An answer of two publications at once ends it with an error.
"""

import json
import sys
import threading

from publication.following import FOLLOWED, read_followed
from publication.reader import open_published

PAUSE = 0.5  # seconds between two looks, so that publishing sets the pace
QUESTION = """
select
    (select value from meta where key = 'build_id'),
    (select value::bigint from meta where key = 'firms'),
    (select value::bigint from kpi(code := 'firms_reached'))
"""


def main(kind: str, place: str) -> None:
    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    answers: set[tuple[str, int, int]] = set()
    is_last, count = False, 0
    while not is_last:
        is_last = told.wait(PAUSE)
        home = read_followed({FOLLOWED: f"{kind} {place}"})
        with open_published(home) as publication:
            [answer] = publication.query(QUESTION).rows
        if answer[1] != answer[2]:
            raise SystemExit(f"mixed: {answer}")
        answers.add((answer[0], answer[1], answer[2]))
        if not count:
            print("reading", flush=True)
        count += 1
    print(json.dumps({"answers": sorted(answers), "count": count}))


if __name__ == "__main__":
    main(*sys.argv[1:])
