"""The figures as Markdown: medians, and of each what the others take of ours."""

from statistics import median

MB = 1e6


def seconds(x):
    return f"{x:.3f} s" if x < 1 else f"{x:.2f} s" if x < 10 else f"{x:.1f} s"


def size(x):
    if x == 0:
        return "–"
    return f"{x / MB:.2f} MB" if x < 10 * MB else f"{x / MB:.0f} MB"


def count(x):
    return f"{x:,.0f}"


def ratio(theirs, ours):
    """How many times ours; of runs, the median of what each pair of neighbours gave, because both had the same machine."""
    pairs = [t / o for t, o in zip(theirs, ours) if o > 0]
    if not pairs or median(theirs) == 0:
        return ""
    return f" ({median(pairs):.2g}×)" if median(pairs) < 10 else f" ({median(pairs):,.0f}×)"


def table(rows, columns, first, beside=True):
    """One table. `rows`: name → key → the figures of the runs; `columns`: (heading, key, how to write it);
    `beside`: whether it says how many times ours."""
    names = list(rows)
    ours = rows[names[0]]
    lines = [f"| {first} | " + " | ".join(c[0] for c in columns) + " |", "|---|" + "---:|" * len(columns)]
    for name in names:
        cells = []
        for _, key, write in columns:
            figures = rows[name].get(key)
            if not figures:
                cells.append("–")
                continue
            cells.append(write(median(figures)) + (ratio(figures, ours.get(key, [])) if beside and name != names[0] else ""))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


FULL = [
    ("wall", "wall", seconds),
    ("CPU", "cpu", seconds),
    ("peak memory", "peak", size),
    ("files", "files", count),
    ("bytes", "bytes", size),
    ("index", "index", size),
    ("index, gzip", "packed", size),
]
AGAIN = [("wall", "wall", seconds), ("CPU", "cpu", seconds), ("peak memory", "peak", size), ("files written", "written", count)]
GIVEN = [
    ("files read", "given", count),
    ("bytes read", "read", size),
    ("pages written", "pages", count),
    ("text on them", "text", size),
]
