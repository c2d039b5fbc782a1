#!/usr/bin/env bash
# Measures staffelstab beside DuckDB, polars, pandas, matplotlib and Vega-Lite on the same files, and writes
# benches/RESULTS.md and benches/growth.svg. Needs Python 3.11, a package index, and as much room in $TMPDIR as the
# largest package takes: 80 bytes a row. Options go on to benches/peers/compare.py, for example --growth 1,10
set -euo pipefail
cd "$(dirname "$0")/.."

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check -r benches/peers/requirements.txt

cargo build --locked --release --bin staffelstab --example synth
cargo bench --locked --bench speed -- chart >"$room/charts.txt"
"$room/venv/bin/python" benches/peers/compare.py --room "$room" --charts "$room/charts.txt" "$@"
