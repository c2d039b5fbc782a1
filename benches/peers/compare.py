"""Runs staffelstab and its peers side by side and writes RESULTS.md; benches/compare.sh calls it."""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

from growth import picture
from rows import CHARTS

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = ("duckdb", "polars", "pandas", "matplotlib", "vl-convert-python")


def run(command, folder):
    """Seconds on the clock and peak memory in MB of a process."""
    with open(folder / "output.txt", "wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{(folder / 'output.txt').read_text()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def medians(commands, rounds, folder):
    """Median seconds and highest memory of each command; the rounds take turns, so that all see the same machine."""
    seen = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seen[name].append(run(command, folder))
    return {name: (statistics.median(s for s, _ in runs), max(m for _, m in runs)) for name, runs in seen.items()}


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    return f"{cpu}, {os.cpu_count()} cores, {memory / 1024 / 1024:.0f} GB, {platform.system()}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def own_charts(path):
    """Median milliseconds of each chart, from divan's output."""
    unit = {"ns": 1e-6, "µs": 1e-3, "ms": 1, "s": 1e3}
    cell = r"\s*([\d.]+) (ns|µs|ms|s)\s*"
    head = re.compile(r"[├╰]─ ([a-z-]+)")
    medians = re.compile(cell + "│" + cell + "│" + cell + "│")
    found, group = {}, None
    for line in path.read_text("utf-8").splitlines():
        name = head.search(line)
        if name and name[1] not in CHARTS:
            # What is measured of each: the whole chart, or a part of the way to it.
            group = name[1]
        elif name and group == "chart" and (match := medians.search(line, name.end())):
            found[name[1]] = float(match[5]) * unit[match[6]]
    missing = set(CHARTS) - set(found)
    if missing:
        raise SystemExit(f"the benches say nothing of {sorted(missing)}")
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--room", type=pathlib.Path, required=True)
    options.add_argument("--charts", type=pathlib.Path, required=True)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--growth", default="1,10,50", help="millions of rows, in order")
    options.add_argument("--binary", type=pathlib.Path, default=ROOT / "target/release/staffelstab")
    options.add_argument("--synth", type=pathlib.Path, default=ROOT / "target/release/examples/synth")
    options.add_argument("--results", type=pathlib.Path, default=ROOT / "benches")
    args = options.parse_args()
    room, ours = args.room, str(args.binary)
    python = [sys.executable]
    charts = own_charts(args.charts)

    growth = {}
    large = None
    for millions in map(int, args.growth.split(",")):
        data = room / f"rows-{millions}"
        subprocess.run([args.synth, "--rows", str(millions * 1_000_000), "--out", data], check=True)
        commands = {
            "staffelstab": [ours, "report", "--quiet", "--data", str(data), "--out", str(room / "reports")],
            "staffelstab check": [ours, "check", "--quiet", str(data)],
            "DuckDB": [*python, str(HERE / "groups_duckdb.py"), str(data), "csv"],
        }
        if millions == 10:
            polars = [*python, str(HERE / "groups_polars.py"), str(data)]
            commands |= {
                "polars, streaming": [*polars, "streaming"],
                "polars, in memory": [*polars, "memory"],
                "pandas": [*python, str(HERE / "groups_pandas.py"), str(data)],
            }
        print(f"{millions} million rows", flush=True)
        growth[millions] = medians(commands, 1 if millions > 10 else args.rounds, room)
        if millions == 10:
            large = growth[millions]
            size = sum(file.stat().st_size for file in data.iterdir()) / 1e6
            subprocess.run([*python, HERE / "same_groups.py", data, "csv", room / "reports"], check=True)
        shutil.rmtree(data)
        shutil.rmtree(room / "reports")

    print("small packages and charts", flush=True)
    small = medians(
        {
            "`import pandas, matplotlib.pyplot`": [*python, "-c", "import pandas, matplotlib.pyplot"],
            "`report`": [ours, "report", "--out", str(room / "small")],
            "`check`": [ours, "check"],
            "`explain fk-10`": [ours, "explain", "fk-10"],
            "`attendance --print table`": [ours, "attendance", "--print", "table"],
        },
        11,
        room,
    )
    peers = {}
    for chart in CHARTS:
        for peer in ("vega", "matplotlib"):
            command = [*python, HERE / f"chart_{peer}.py", chart, room / "small", room / "chart.png", "6"]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            # The first round warms up.
            peers[chart, peer] = statistics.median(map(float, output.split()[1:])) * 1000

    picture(args.results / "growth.svg", growth)
    (args.results / "RESULTS.md").write_text(page(large, size if large else 0, growth, small, charts, peers), "utf-8")


def page(large, size, growth, small, charts, peers):
    parts = [
        "# Results\n\nWritten by `benches/compare.sh`. Each number is the median of runs that took turns on one machine; the "
        "memory is the highest of them. A process counts from its start to its end.\n",
        f"- machine: {machine()}\n- versions: Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in PEERS) + "\n",
    ]
    if large:
        base = large["DuckDB"][0]
        parts.append(
            f"## Ten million rows ({size:.0f} MB of CSV)\n\nstaffelstab checks every cell and writes every table and chart; "
            "the others compute the three aggregations of [docs/scale.md](../docs/scale.md) and check nothing. The groups "
            "are the same.\n\n"
            + table(("", "seconds", "peak MB", "time against DuckDB"),
                    [(name, f"{s:.2f}", f"{m:.0f}", f"{s / base:.2f}") for name, (s, m) in large.items()]) + "\n")
    parts.append(
        "## Growth\n\n" + table(("million rows", "report, s", "report, MB", "s a million rows", "check, s", "DuckDB, s", "DuckDB, MB"),
              [(str(millions), f"{seen['staffelstab'][0]:.2f}", f"{seen['staffelstab'][1]:.0f}",
                f"{seen['staffelstab'][0] / millions:.3f}", f"{seen['staffelstab check'][0]:.2f}",
                f"{seen['DuckDB'][0]:.2f}", f"{seen['DuckDB'][1]:.0f}") for millions, seen in growth.items()])
        + "\n\n![Seconds and memory by million rows](growth.svg)\n")
    base = next(iter(small.values()))[0]
    parts.append(
        "## Small packages\n\nThe built-in records.\n\n"
        + table(("", "milliseconds", "peak MB", "time against the import"),
                [(name, f"{s * 1000:.1f}", f"{m:.0f}", f"{s / base:.2f}") for name, (s, m) in small.items()]) + "\n")
    rows = []
    for chart in CHARTS:
        vega, plot = peers[chart, "vega"], peers[chart, "matplotlib"]
        rows.append((chart, f"{charts[chart]:.0f}", f"{vega:.0f}", f"{plot:.0f}", f"{charts[chart] / vega:.2f}",
                     f"{charts[chart] / plot:.2f}"))
    parts.append(
        "## Charts\n\nMilliseconds from rows in memory to a PNG of about 3200 × 1800 pixels on one thread, imports and start "
        "left out, all pages of a chart. The peers' scripts are in `benches/peers/`.\n\n"
        + table(("chart", "staffelstab", "Vega-Lite", "matplotlib", "against Vega-Lite", "against matplotlib"), rows)
        + "\n\nAimed at are at most 1.0 of DuckDB, 0.5 of the import, and 0.25 of Vega-Lite and matplotlib; "
        "[docs/scale.md](../docs/scale.md) has the profile of what is above.\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
