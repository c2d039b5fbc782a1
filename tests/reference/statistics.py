"""Reference values for tests/it/statistics.rs from SciPy 1.17.1 (another implementation of the same statistics).

    python -m venv venv && venv/bin/pip install scipy==1.17.1 && venv/bin/python tests/reference/statistics.py

writes statistics.csv beside this file: kind, sample, other sample or parameter, and the expected values.
Seeded: two runs give the same file.
"""

import csv
import pathlib
import random

from scipy import stats

rng = random.Random(20260318)
rows = []


def listed(values):
    return " ".join(repr(value) for value in values)


for n in (4, 5, 6, 7, 8, 9, 10, 10):  # exact, without ties
    y = rng.sample(range(100, 4000), n)
    result = stats.kendalltau(range(n), y, method="exact")
    rows.append(["kendall-exact", listed(y), "", repr(result.statistic), repr(result.pvalue), ""])
for n in (6, 9, 14, 20, 40):  # with ties: SciPy's asymptotic p has no continuity correction
    y = [rng.randrange(1, max(4, n // 2)) * 50 for _ in range(n)]
    result = stats.kendalltau(range(n), y, method="asymptotic")
    rows.append(["kendall-ties", listed(y), "", repr(result.statistic), repr(result.pvalue), ""])
for n in (5, 7, 9, 12, 20):
    x = sorted(rng.sample(range(2000, 2100), n))
    y = [rng.randrange(100, 4000) / 4 for _ in range(n)]
    slope, intercept, low, high = stats.theilslopes(y, x, 0.95)
    rows.append(["theil-sen", listed(y), listed(x), repr(slope), repr(low), repr(high)])
for n in (1, 3, 9, 14, 37, 400):
    k = rng.randrange(0, n + 1)
    interval = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    rows.append(["wilson", str(k), str(n), repr(k / n), repr(interval.low), repr(interval.high)])
for top in (4, 7, 15, 60, 2000, 30000):
    a, b, c, d = (rng.randrange(0, top + 1) for _ in range(4))
    two = stats.fisher_exact([[a, b], [c, d]]).pvalue
    greater = stats.fisher_exact([[a, b], [c, d]], alternative="greater").pvalue
    less = stats.fisher_exact([[a, b], [c, d]], alternative="less").pvalue
    rows.append(["fisher", f"{a} {b}", f"{c} {d}", repr(two), repr(greater), repr(less)])
for z in (0.1, 1.0, 1.959963984540054, 2.5, 4.0, 8.0, 20.0):
    rows.append(["normal", repr(z), "", repr(stats.norm.sf(z)), "", ""])

out = pathlib.Path(__file__).with_suffix(".csv")
with out.open("w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["kind", "sample", "other", "first", "second", "third"])
    writer.writerows([[cell.replace("np.float64(", "").replace(")", "") for cell in row] for row in rows])
