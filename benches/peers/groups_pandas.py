"""The same three aggregations in pandas: groups_pandas.py DIR"""

import pathlib
import sys

import pandas as pd

folder = pathlib.Path(sys.argv[1])


def table(name, columns, whole=()):
    types = {column: "int64" if column in whole else "category" for column in columns}
    return pd.read_csv(folder / f"{name}.csv", usecols=columns, dtype=types)


editions = table("editions", ["id", "series"]).rename(columns={"id": "edition"}).astype(str)
terms = table("terms", ["term", "topic"]).astype(str)
topics = table("topics", ["id", "parent"]).rename(columns={"id": "topic"})
parents = terms.merge(topics.dropna().astype(str), on="topic")[["term", "parent"]].rename(columns={"parent": "topic"})
named = pd.concat([terms, parents])
figures = table("figures", ["edition", "measure", "value", "basis", "mode"], ["value"])
people = figures[figures["measure"] == "attendance"].merge(editions, on="edition")
keys = ["series", "basis", "mode"]
attendance = people.groupby(keys, observed=True, dropna=False)["value"].agg(["count", "min", "max"])
print("attendance", len(attendance))
del figures, people
# Each term of an edition once before the join: far less to join than all rows.
mentions = table("mentions", ["edition", "term", "weight"])
mentions["weight"] = mentions["weight"].astype(str)
pairs = mentions.groupby(["edition", "term"], observed=True)["weight"].min().reset_index()
pairs = pairs.astype({"edition": str, "term": str}).merge(named, on="term")
by_series = pairs.merge(editions, on="edition").groupby(["series", "topic"])["edition"].nunique()
print("topics", len(by_series))
print("topic-editions", len(pairs.groupby(["edition", "topic"])["weight"].min()))
