"""A chart of the report in Vega-Lite, by vl-convert: chart_vega.py CHART REPORTS OUT.png ROUNDS; prints seconds, a line
a round."""

import sys
import time

import vl_convert

from rows import DPI, HEIGHT, WIDTH, rows_of


def field(name, kind="quantitative", **more):
    return {"field": name, "type": kind, **more}


def facets(rows, key, layers, gap=90):
    """A panel a group, side by side."""
    names = list(dict.fromkeys(row[key] for row in rows))
    width = (WIDTH - gap * len(names)) / len(names)
    return {"hconcat": [{"width": width, "height": HEIGHT - 90, "title": name, "layer": layers,
                         "transform": [{"filter": {"field": key, "equal": name}}]} for name in names]}


def attendance(rows):
    x, y = field("year", scale={"zero": False}, axis={"format": "d"}), field("value")
    mode, basis = field("mode", "nominal"), field("basis", "nominal")
    return facets(rows, "series_label", [
        {"mark": "rule", "encoding": {"x": x, "y": field("low"), "y2": {"field": "high"}, "color": mode}},
        {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": {"x": x, "y": y, "color": mode, "shape": basis}},
        {"mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 7}, "encoding": {"x": x, "y": y, "text": field("value")}},
    ], 60)


def expectation(rows):
    y = field("edition", "nominal")
    return {"width": WIDTH - 150, "height": HEIGHT - 80, "layer": [
        {"mark": "rule", "encoding": {"y": y, "x": field("value", aggregate="min"), "x2": {"field": "value", "aggregate": "max"}}},
        {"mark": {"type": "point", "filled": True, "size": 60},
         "encoding": {"y": y, "x": field("value"), "color": field("mode", "nominal"), "shape": field("basis", "nominal")}},
        {"mark": {"type": "text", "dy": -7, "fontSize": 6}, "encoding": {"y": y, "x": field("value"), "text": field("value")}},
    ]}


def topics(rows):
    y = field("label", "nominal", sort=None)
    return facets(rows, "series_label", [
        {"mark": "bar", "encoding": {"y": y, "x": field("share")}},
        {"mark": "rule", "encoding": {"y": y, "x": field("low"), "x2": {"field": "high"}}},
        {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 6},
         "encoding": {"y": y, "x": field("high"), "text": field("editions_with")}},
    ], 190)


def timeline(rows):
    colour = field("state", "nominal", scale={"domain": ["main", "side", "absent", "unknown"],
                                              "range": ["#1b4f72", "#85c1e9", "#f2f3f4", "#dddddd"]})
    return facets(rows, "series", [
        {"mark": {"type": "rect", "stroke": "#cccccc"},
         "encoding": {"x": field("edition", "ordinal", sort=None), "y": field("label", "nominal", sort=None), "color": colour}},
    ], 190)


def hosts(rows):
    for place, row in enumerate(rows):
        row["place"] = place
    y = field("place", "ordinal", axis=None)
    columns = [("number", 0.08), ("year", 0.14), ("host_label", 0.24), ("rule_host_label", 0.5), ("finding", 0.75)]
    texts = [{"mark": {"type": "text", "align": "left", "fontSize": 7},
              "encoding": {"y": y, "x": {"value": at * WIDTH}, "text": field(name, "nominal")}} for name, at in columns]
    mark = {"mark": {"type": "point", "filled": True},
            "encoding": {"y": y, "x": {"value": 0.04 * WIDTH}, "color": field("finding", "nominal")}}
    return {"width": WIDTH - 120, "height": HEIGHT - 60, "layer": [mark, *texts]}


def host_map(rows):
    x, y = field("tile_column", "ordinal", axis=None), field("tile_row", "ordinal", axis=None)
    return {"width": HEIGHT - 60, "height": HEIGHT - 60, "layer": [
        {"mark": {"type": "rect", "stroke": "#555555"}, "encoding": {"x": x, "y": y, "color": field("times")}},
        {"mark": {"type": "text", "dy": -6, "fontSize": 7}, "encoding": {"x": x, "y": y, "text": field("name_de", "nominal")}},
        {"mark": {"type": "text", "dy": 8}, "encoding": {"x": x, "y": y, "text": field("times")}},
    ]}


DRAW = {"attendance": attendance, "attendance-expectation": expectation, "topics": topics, "topic-timeline": timeline,
        "hosts": hosts, "host-map": host_map}

chart, reports, out, rounds = sys.argv[1:]
rows = rows_of(chart, reports)
for _ in range(int(rounds)):
    start = time.perf_counter()
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "title": chart, "background": "white",
            "data": {"values": rows}, **DRAW[chart](rows)}
    png = vl_convert.vegalite_to_png(spec, scale=DPI / 72)
    with open(out, "wb") as file:
        file.write(png)
    print(time.perf_counter() - start)
