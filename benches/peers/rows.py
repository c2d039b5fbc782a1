"""The rows of a report's table, as both chart peers take them."""

import csv
import pathlib

SERIES = "it-plr-fachkongress"
ROOT = pathlib.Path(__file__).resolve().parents[2]
TILES = ROOT / "datasets" / "laender.csv"
WIDTH, HEIGHT, DPI = 960, 540, 240  # points, and pixels an inch: 3200 × 1800 pixels
NUMBERS = {"value", "low", "high", "number", "year", "editions_known", "editions_with", "share", "times",
           "tile_row", "tile_column"}


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in NUMBERS & row.keys():
            row[column] = float(row[column]) if row[column] else None
    return rows


def rows_of(chart, reports):
    """What a chart draws: rows with the columns that it names."""
    reports = pathlib.Path(reports)
    if chart in ("attendance", "attendance-expectation"):
        rows = [row for row in table(reports / "attendance.csv") if row["value"] is not None and row["year"]]
        if chart == "attendance-expectation":
            rows = [row for row in rows if row["basis"] in ("expected", "registered", "attended")]
        return rows
    if chart == "topics":
        return table(reports / "topics.csv")
    if chart == "topic-timeline":
        return table(reports / "topic-editions.csv")
    if chart == "hosts":
        return [row for row in table(reports / "hosts.csv") if row["series"] == SERIES]
    tiles = {row["iso"]: row for row in table(TILES)}
    return [{**tiles[row["land"]], **row} for row in table(reports / "host-coverage.csv") if row["land"] in tiles]


CHARTS = ("attendance", "attendance-expectation", "topics", "topic-timeline", "hosts", "host-map")
