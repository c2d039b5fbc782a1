"""The SQL of docs/scale.md, by name."""

import pathlib
import re

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "scale.md"
BLOCK = re.compile(r"<!-- (views|aggregation): ([a-z-]+) -->\n```sql\n(.*?)```", re.S)


def blocks(kind):
    """Name and text of every block of a kind, in the order of the page."""
    found = {name: text for what, name, text in BLOCK.findall(PAGE.read_text("utf-8")) if what == kind}
    if not found:
        raise SystemExit(f"{PAGE.name} has no block of {kind}")
    return found
