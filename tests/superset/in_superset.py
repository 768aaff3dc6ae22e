"""Inside Superset's own environment: a dashboard of three charts on a publication, made and asked through its API.

    python in_superset.py PUBLISHED.duckdb CHARTS.json

`CHARTS.json` holds by name the SQL of a chart's dataset, its columns and its metric. Prints as JSON, by the same names,
the rows that each chart shows.
"""

import json
import secrets
import sys
from pathlib import Path
from typing import Any

import superset
from flask.testing import FlaskClient
from flask_migrate import upgrade
from superset.app import create_app

READ_ONLY = {"engine_params": {"connect_args": {"read_only": True}}}


class Api:
    """Superset's API for one of its users."""

    def __init__(self, client: FlaskClient, name: str, password: str) -> None:
        self._client, self._head = client, {}
        given = self.post("security/login", username=name, password=password, provider="db", refresh=False)
        self._head = {"Authorization": f"Bearer {given['access_token']}"}

    def post(self, path: str, **body: object) -> dict[str, Any]:
        """What it answers; ends with its words where it refuses."""
        return self._told(self._client.post(f"/api/v1/{path}", json=body, headers=self._head))

    def get(self, path: str) -> dict[str, Any]:
        """The same of what is there."""
        return self._told(self._client.get(f"/api/v1/{path}", headers=self._head))

    def _told(self, answer: Any) -> dict[str, Any]:
        if answer.status_code not in (200, 201):
            raise SystemExit(f"{answer.request.path}: {answer.status_code} {answer.get_data(as_text=True)}")
        told: dict[str, Any] = answer.get_json()
        return told


def main(published: str, charts: dict[str, dict[str, Any]]) -> None:
    """Set up, make, ask, print."""
    app, password = create_app(), secrets.token_urlsafe()
    with app.app_context():
        upgrade(directory=str(Path(superset.__file__).parent / "migrations"))
        people = app.appbuilder.sm
        people.sync_role_definitions()
        people.add_user("anna", "Anna", "Bianchi", "anna@example.org", people.find_role("Admin"), password)
    api = Api(app.test_client(), "anna", password)
    extra = json.dumps(READ_ONLY)
    uri = f"duckdb:///{published}"
    database = api.post("database/", database_name="PAL", sqlalchemy_uri=uri, extra=extra)["id"]
    dashboard = api.post("dashboard/", dashboard_title="PAL")["id"]
    shown = {name: show(api, database, dashboard, name, chart) for name, chart in charts.items()}
    made = {one["slice_name"] for one in api.get(f"dashboard/{dashboard}/charts")["result"]}
    if made != set(charts):
        raise SystemExit(f"on the dashboard: {made}")
    print(json.dumps(shown))


def show(api: Api, database: int, dashboard: int, name: str, chart: dict[str, Any]) -> list[dict[str, Any]]:
    """Make a chart on the dashboard; the rows that it shows."""
    dataset = api.post("dataset/", database=database, schema="main", table_name=name, sql=chart["sql"])["id"]
    metric = {"expressionType": "SQL", "sqlExpression": chart["metric"], "label": "value"}
    query = {"columns": chart["columns"], "metrics": [metric], "row_limit": 1000}
    context = {
        "datasource": {"id": dataset, "type": "table"},
        "queries": [query],
        "result_format": "json",
        "result_type": "full",
    }
    look = {"viz_type": chart["look"], "groupby": chart["columns"], "metrics": [metric], "metric": metric}
    api.post(
        "chart/",
        slice_name=name,
        viz_type=chart["look"],
        datasource_id=dataset,
        datasource_type="table",
        dashboards=[dashboard],
        params=json.dumps(look),
        query_context=json.dumps(context),
    )
    rows: list[dict[str, Any]] = api.post("chart/data", **context)["result"][0]["data"]
    return rows


if __name__ == "__main__":
    main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
