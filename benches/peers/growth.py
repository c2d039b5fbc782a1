"""Seconds and peak memory by rows, as an SVG."""

WIDTH, HEIGHT, LEFT, TOP, PANEL = 760, 300, 60, 50, 280
SERIES = (("staffelstab", "#1b4f72"), ("DuckDB", "#b9770e"))


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def panel(left, title, growth, pick):
    most_x = max(growth)
    most_y = max(pick(seen[name]) for seen in growth.values() for name, _ in SERIES) * 1.1
    bottom = HEIGHT - 50
    place = lambda x, y: (left + x / most_x * PANEL, bottom - y / most_y * (bottom - TOP))
    parts = [f'<text x="{left}" y="{TOP - 18}" font-size="13">{title}</text>',
             f'<path d="M{left} {TOP}V{bottom}H{left + PANEL}" fill="none" stroke="#888"/>']
    for tick in growth:
        parts.append(f'<text x="{place(tick, 0)[0]:.1f}" y="{bottom + 16}" font-size="11" text-anchor="middle">{tick}</text>')
    parts.append(f'<text x="{left + PANEL}" y="{bottom + 34}" font-size="11" text-anchor="end">million rows</text>')
    for name, colour in SERIES:
        points = [place(x, pick(seen[name])) for x, seen in sorted(growth.items())]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, seen) in zip(points, sorted(growth.items())):
            # The one series has its numbers above its line, the other one below.
            at = (x - 6, y - 6, "end") if name == SERIES[0][0] else (x + 4, y + 14, "start" if x < left + PANEL else "end")
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>')
            parts.append(f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="10" fill="{colour}" text-anchor="{at[2]}">'
                         f"{number(pick(seen[name]))}</text>")
    return parts


def picture(path, growth):
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif">',
             '<rect width="100%" height="100%" fill="white"/>']
    parts += panel(LEFT, "Seconds", growth, lambda run: run[0])
    parts += panel(LEFT + PANEL + 80, "Peak memory, MB", growth, lambda run: run[1])
    for place, (name, colour) in enumerate(SERIES):
        parts.append(f'<text x="{LEFT + place * 110}" y="16" font-size="12" fill="{colour}">● {name}</text>')
    path.write_text("\n".join([*parts, "</svg>", ""]), "utf-8")
