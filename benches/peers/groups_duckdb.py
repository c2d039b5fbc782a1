"""The three aggregations of docs/scale.md in DuckDB, unchecked: groups_duckdb.py DIR csv|parquet"""

import os
import sys

import duckdb

from sql import blocks

folder, form = sys.argv[1:]
views, aggregations = blocks("views")[form], blocks("aggregation")
os.chdir(folder)
engine = duckdb.connect()
engine.execute(views)
for name, query in aggregations.items():
    print(name, len(engine.execute(query).fetchall()))
