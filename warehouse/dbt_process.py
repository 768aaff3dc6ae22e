"""dbt in a process of its own: `python -m warehouse.dbt_process build …`.

It says how far it is on standard output, one JSON object a line, and ends at once when its standard input
closes: so a parent that is killed leaves no dbt behind that would keep DuckDB's lock. It imports nothing of
ours and is started by warehouse.build.
"""

import json
import os
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dbt_common.events.base_types import EventMsg

_PARENT_IS_GONE = 70
_FAILED = frozenset({"error", "fail", "runtime error", "partial success"})


def main(arguments: list[str]) -> int:
    """Run dbt with `arguments`; 0 when all that it ran succeeded."""
    report = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    from dbt.cli.main import dbtRunner

    ran: dict[str, list[str]] = {}
    callbacks = [lambda event: _report_event(report, event), lambda event: _gather(ran, event)]
    result = dbtRunner(callbacks=callbacks).invoke(arguments)
    if result.exception is not None:
        _write(report, kind="failure", name="dbt", status="error", message=str(result.exception))
    for node in getattr(result.result, "results", None) or ():
        if str(node.status) in _FAILED:
            _write(
                report,
                kind="failure",
                name=node.node.name,
                type=str(node.node.resource_type),
                status=str(node.status),
                message=node.message or "",
                failures=node.failures,
            )
    told = os.environ.get("PAL_STATEMENTS")
    if told and result.success:
        nodes = [_told(one.node, ran) for one in getattr(result.result, "results", ())]
        Path(told).write_text(json.dumps(nodes), encoding="utf-8")
    report.flush()
    return 0 if result.success else 1


def _end_with_parent() -> None:
    """Wait until the parent is gone, which closes our standard input, and end without any clearing up."""
    while os.read(0, 4096):
        pass
    os._exit(_PARENT_IS_GONE)


def _report_event(report: IO[str], event: "EventMsg") -> None:
    if event.info.name == "ConcurrencyLine":
        _write(report, kind="total", total=event.data.node_count)
    elif event.info.name == "NodeFinished":
        _write(report, kind="node", name=event.data.node_info.node_name)


def _gather(ran: dict[str, list[str]], event: "EventMsg") -> None:
    if event.info.name == "SQLQuery":
        ran.setdefault(event.data.node_info.unique_id, []).append(event.data.sql)


def _told(node: Any, ran: dict[str, list[str]]) -> dict[str, object]:
    """A node as warehouse.building keeps it."""
    return {
        "id": node.unique_id,
        "name": node.name,
        "kind": str(node.resource_type),
        "relation": node.relation_name,
        "inputs": list(dict.fromkeys(getattr(node.depends_on, "nodes", ()))),
        "statements": ran.get(node.unique_id, []),
        "python": node.compiled_code if node.language == "python" else None,
        "path": node.original_file_path,
    }


def _write(report: IO[str], **message: object) -> None:
    report.write(json.dumps(message, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
