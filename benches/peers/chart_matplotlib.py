"""A chart of the report in matplotlib: chart_matplotlib.py CHART REPORTS OUT.png ROUNDS; prints seconds, a line a round."""

import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from rows import DPI, HEIGHT, WIDTH, rows_of

SHAPES = {"expected": "v", "registered": "s", "attended": "o", "peak-concurrent": "D", "not-stated": "P"}
COLOURS = {"on-site": "#1b4f72", "online": "#b9770e", "hybrid-total": "#1e8449", "": "#777777"}
STATES = {"main": "#1b4f72", "side": "#85c1e9", "absent": "#f2f3f4", "unknown": "#ffffff"}
FINDINGS = {"conforming": "#1e8449", "deviating": "#b9770e", "made-up": "#85c1e9"}


def groups(rows, key):
    found = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def attendance(figure, rows):
    panels = groups(rows, "series_label")
    for axes, (title, own) in zip(figure.subplots(1, len(panels), sharey=True, squeeze=False)[0], panels.items()):
        for row in own:
            colour = COLOURS[row["mode"]]
            low, high = row["low"] or row["value"], row["high"] or row["value"]
            axes.plot([row["year"]] * 2, [low, high], color=colour, linewidth=1)
            axes.plot(row["year"], row["value"], SHAPES[row["basis"]], color=colour, markersize=6)
            axes.annotate(f"{row['qualifier']} {row['value']:.0f}".strip(), (row["year"], row["value"]),
                          xytext=(5, 0), textcoords="offset points", fontsize=7)
        axes.set_title(title, fontsize=9)
        axes.set_ylim(0)


def expectation(figure, rows):
    axes = figure.subplots()
    editions = groups(rows, "edition")
    for y, (edition, own) in enumerate(editions.items()):
        values = [row["value"] for row in own]
        axes.plot([min(values), max(values)], [y, y], color="#bbbbbb")
        for row in own:
            axes.plot(row["value"], y, SHAPES[row["basis"]], color=COLOURS[row["mode"]])
            axes.annotate(f"{row['value']:.0f}", (row["value"], y), xytext=(0, 5), textcoords="offset points", fontsize=6)
    axes.set_yticks(range(len(editions)), editions.keys(), fontsize=7)
    axes.invert_yaxis()


def topics(figure, rows):
    panels = groups(rows, "series_label")
    for axes, (title, own) in zip(figure.subplots(1, len(panels), sharex=True, squeeze=False)[0], panels.items()):
        for y, row in enumerate(own):
            axes.barh(y, row["share"], color="#1b4f72", height=0.6)
            axes.plot([row["low"], row["high"]], [y, y], color="#333333", linewidth=1)
            axes.text(row["high"], y, f" {row['editions_with']:.0f} von {row['editions_known']:.0f}", fontsize=6, va="center")
        axes.set_yticks(range(len(own)), [row["label"] for row in own], fontsize=6)
        axes.invert_yaxis()
        axes.set_title(title, fontsize=9)


def timeline(figure, rows):
    panels = groups(rows, "series")
    for axes, (title, own) in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels.items()):
        labels = list(groups(own, "label"))
        editions = list(groups(own, "edition"))
        for row in own:
            x, y = editions.index(row["edition"]), labels.index(row["label"])
            hatch = "///" if row["state"] == "unknown" else None
            axes.add_patch(Rectangle((x - 0.45, y - 0.45), 0.9, 0.9, facecolor=STATES[row["state"]],
                                     edgecolor="#cccccc", hatch=hatch, linewidth=0.5))
        axes.set_xlim(-0.5, len(editions) - 0.5)
        axes.set_ylim(len(labels) - 0.5, -0.5)
        axes.set_xticks(range(len(editions)), editions, rotation=90, fontsize=6)
        axes.set_yticks(range(len(labels)), labels, fontsize=6)
        axes.set_title(title, fontsize=9)


def hosts(figure, rows):
    axes = figure.subplots()
    for y, row in enumerate(rows):
        axes.plot(0.04, y, "o", color=FINDINGS.get(row["finding"], "#777777"))
        number, year = (f"{row[key]:.0f}" if row[key] else "" for key in ("number", "year"))
        for x, text in ((0.08, number), (0.14, year), (0.24, row["host_label"]), (0.5, row["rule_host_label"]),
                        (0.75, row["finding"])):
            axes.text(x, y, text, fontsize=7, va="center")
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows), -1)
    axes.axis("off")


def host_map(figure, rows):
    axes = figure.subplots()
    most = max(row["times"] for row in rows) or 1
    for row in rows:
        x, y, shade = row["tile_column"], row["tile_row"], row["times"] / most
        axes.add_patch(Rectangle((x, y), 0.94, 0.94, facecolor=plt.cm.Blues(0.1 + 0.6 * shade), edgecolor="#555555"))
        axes.text(x + 0.47, y + 0.35, row["name_de"], fontsize=7, ha="center")
        axes.text(x + 0.47, y + 0.7, f"{row['times']:.0f} ×", fontsize=9, ha="center")
    axes.set_xlim(0.5, 6.5)
    axes.set_ylim(6.5, 0.5)
    axes.set_aspect("equal")
    axes.axis("off")


DRAW = {"attendance": attendance, "attendance-expectation": expectation, "topics": topics, "topic-timeline": timeline,
        "hosts": hosts, "host-map": host_map}

chart, reports, out, rounds = sys.argv[1:]
rows = rows_of(chart, reports)
for _ in range(int(rounds)):
    start = time.perf_counter()
    figure = plt.figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=DPI)
    DRAW[chart](figure, rows)
    figure.suptitle(chart, fontsize=16, x=0.02, ha="left")
    figure.savefig(out)
    plt.close(figure)
    print(time.perf_counter() - start)
