"""The same three aggregations in polars: groups_polars.py DIR streaming|memory"""

import pathlib
import sys

import polars as pl

folder, way = pathlib.Path(sys.argv[1]), sys.argv[2]


def table(name, whole=()):
    head = (folder / f"{name}.csv").open(encoding="utf-8").readline().strip().split(",")
    schema = {column: pl.Int64 if column in whole else pl.String for column in head}
    if way == "memory":
        return pl.read_csv(folder / f"{name}.csv", schema=schema).lazy()
    return pl.scan_csv(folder / f"{name}.csv", schema=schema)


def collect(frame):
    return frame.collect(engine="streaming" if way == "streaming" else "in-memory")


editions = table("editions").select(edition="id", series="series")
terms, topics = table("terms"), table("topics").select(topic="id", parent="parent")
parents = terms.join(topics, on="topic").filter(pl.col("parent").is_not_null()).select("term", topic="parent")
named = pl.concat([terms, parents])
figures, mentions = table("figures", ["value"]), table("mentions")
attendance = (
    figures.filter(pl.col("measure") == "attendance")
    .join(editions, on="edition")
    .group_by("series", "basis", "mode")
    .agg(claims=pl.len(), least=pl.col("value").min(), most=pl.col("value").max())
)
by_series = (
    mentions.join(named, on="term")
    .join(editions, on="edition")
    .group_by("series", "topic")
    .agg(editions=pl.col("edition").n_unique())
)
by_edition = mentions.join(named, on="term").group_by("edition", "topic").agg(state=pl.col("weight").min())
for name, frame in (("attendance", attendance), ("topics", by_series), ("topic-editions", by_edition)):
    print(name, collect(frame).height)
