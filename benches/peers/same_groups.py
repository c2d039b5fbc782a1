"""Compares the SQL of docs/scale.md with a report, group by group: same_groups.py DIR csv|parquet REPORTS"""

import os
import pathlib
import sys

import duckdb

from sql import blocks

# The same groups, as the report's tables have them.
TABLES = {
    "attendance": "SELECT series, basis, mode, count(*), min(value), max(value) FROM table_of_report "
    "WHERE value IS NOT NULL GROUP BY ALL",
    "topics": "SELECT series, topic, editions_with FROM table_of_report WHERE editions_with > 0",
    "topic-editions": "SELECT edition, topic, state FROM table_of_report WHERE state IN ('main', 'side')",
}
WHOLE = {"value": "BIGINT", "editions_with": "BIGINT"}

folder, form, reports = sys.argv[1:]
reports = pathlib.Path(reports).resolve()
views, aggregations = blocks("views")[form], blocks("aggregation")
if set(aggregations) != set(TABLES):
    raise SystemExit(f"docs/scale.md has {sorted(aggregations)}, and here are {sorted(TABLES)}")
os.chdir(folder)
engine = duckdb.connect()
engine.execute(views)
wrong = 0
for name, query in aggregations.items():
    path = reports / f"{name}.csv"
    head = path.open(encoding="utf-8").readline().strip().split(",")
    types = {column: WHOLE.get(column, "VARCHAR") for column in head}
    ours = engine.read_csv(str(path), header=True, delimiter=",", quotechar='"', dtype=types)
    engine.register("table_of_report", ours)
    theirs = {tuple(row) for row in engine.execute(query).fetchall()}
    mine = {tuple(row) for row in engine.execute(TABLES[name]).fetchall()}
    if not theirs or theirs != mine:
        wrong += 1
        for title, rows in (("only in DuckDB", theirs - mine), ("only in the report", mine - theirs)):
            for row in sorted(map(str, rows))[:10]:
                print(f"{name}: {title}: {row}")
        print(f"{name}: {len(theirs - mine)} and {len(mine - theirs)} groups differ")
    else:
        print(f"{name}: {len(mine)} groups, all the same ({form})")
raise SystemExit(1 if wrong else 0)
