"""A Dash app with the two figures of the question, as one would write it: two charts, one callback; run in Dash's environment."""

import os

import duckdb
from dash import Dash, Input, Output, dcc, html  # type: ignore[import-not-found]

MARKS = ", ".join("?" for _ in os.environ["PEER_REGIONS"].split(","))
WHO = [*os.environ["PEER_REGIONS"].split(","), os.environ["PEER_BASE"], os.environ["PEER_SEGMENT"]]
SQL = f"""
    select region_code, month, {os.environ["PEER_VALUE"]} as coverage from {os.environ["PEER_TABLE"]}
    where region_code in ({MARKS}) and base = ? and segment = ? and month between ? and ?
    group by region_code, month order by region_code, month
"""
held = duckdb.connect(os.environ["PEER_DATABASE"], read_only=True)
app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="since"), dcc.Input(id="until"), dcc.Graph(id="trend"), dcc.Graph(id="order")])
server = app.server


@app.callback(Output("trend", "figure"), Output("order", "figure"), Input("since", "value"), Input("until", "value"))
def draw(since, until):
    with held.cursor() as cursor:
        rows = cursor.execute(SQL, [*WHO, since, until]).fetchall()
    lines: dict = {}
    for region, month, coverage in rows:
        line = lines.setdefault(region, {"type": "scatter", "mode": "lines", "name": region, "x": [], "y": []})
        line["x"].append(month)
        line["y"].append(coverage)
    last = sorted(((coverage, region) for region, month, coverage in rows if month == until), reverse=True)
    bars = {
        "type": "bar", "orientation": "h", "x": [coverage for coverage, _ in last], "y": [region for _, region in last],
    }  # fmt: skip
    return {"data": list(lines.values())}, {"data": [bars]}
