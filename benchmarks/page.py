"""The generated part of docs/how-fast.md, from stored results alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import results
from benchmarks.page_negotiations import negotiations, weights
from benchmarks.sides import PEERS
from benchmarks.words import count, duration, points, power, ratio, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-fast.md"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
WORLDS = {
    "icio-2017": "`icio-2017`",
    "icio-2017-20": "`icio-2017`, sectors merged",
    "ossa2014": "2005, of Ossa",
    "icio-2017-81": "2017 by country",
    "cp2015": "1993, of the paper",
    "gravity-icio-2017": "`icio-2017` as one sector",
    "gravity-drawn-40": "drawn, one sector",
}
GROWING = {
    "regions": "regions, with 20 sectors",
    "sectors": "sectors, with 12 regions",
    "shocks": "shocks in a batch, 12 x 20",
    "deals": "deals whose worths add up",
    "linked": "deals whose worths depend on each other",
}
DRAWS = "draws of weights"
DIFFERENCE = "largest difference, points"

Row = dict[str, Any]


def filled(text: str, held: dict[str, Any]) -> str:
    """Put the tables of the results between the markers of the page."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{tables(held)}\n{END}{rest.partition(END)[2]}"


def tables(held: dict[str, Any]) -> str:
    """Write all tables, and under which circumstances they came about."""
    rows = [r for r in held["rows"] if "deals" not in r]
    deals = [r for r in held["rows"] if "deals" in r and not r["group"]]
    parts = (
        ("One shock", one_shock, [r for r in rows if _single(r) and not _gravity(r)]),
        ("One sector: gravity", one_shock, [r for r in rows if _single(r) and _gravity(r)]),
        ("Many shocks", batches, [r for r in rows if r["phase"] == "batch" and not r["group"]]),
        ("Two processes", two_processes, [r for r in rows if _on_two(r)]),
        ("Gradients, in further solves", counted, [r for r in rows if "units" in r and _slopes(r)]),
        ("Games, in further solves", counted, [r for r in rows if "units" in r and not _slopes(r)]),
        ("Negotiations", negotiations, [r for r in deals if r["phase"] != DRAWS]),
        ("Negotiations, weights drawn", weights, [r for r in deals if r["phase"] == DRAWS]),
        ("Growth", growth, [r for r in held["rows"] if r["group"]]),
    )
    shown = [f"### {title}\n\n{lay(some)}" for title, lay, some in parts if some]
    return "\n\n".join([circumstances(held["circumstances"]), *shown])


def circumstances(held: dict[str, Any]) -> str:
    """Say when and with what the run was made."""
    peers = ", ".join(held[name].replace("==", " ") for name in results.PEERS if name in held)
    return (
        f"Run of {held['date']}: tradetalks {held['tradetalks']}, Python {held['python']}, NumPy {held['numpy']} with "
        f"{held['blas']}, SciPy {held['scipy']}, {held['cores']} cores, BLAS threads: {held['blas_threads']}; "
        f"textbook to {power(held['textbook_tolerance'])}; {peers}."
    )


def one_shock(rows: list[Row]) -> str:
    """Write a row for each phase of each world."""
    head = ("world", "size", "phase", "tradetalks", "beside it", "its time", "ratio", DIFFERENCE)
    return table(head, ((_world(r), _size(r), r["phase"], duration(r["ours"]["median"]), *_peer(r)) for r in rows))


def batches(rows: list[Row]) -> str:
    """Write a row for each batch; times are those of one shock."""
    head = (
        "world",
        "size",
        "shocks",
        "whole batch",
        "a shock",
        "peak memory",
        "textbook, a shock",
        "its shocks",
        "ratio",
        DIFFERENCE,
    )
    return table(
        head,
        (
            (
                _world(r),
                _size(r),
                f"{r['ours']['shocks']:,}",
                duration(r["ours"]["median"] * r["ours"]["shocks"]),
                duration(r["ours"]["median"]),
                f"{r['peak_megabytes']:,.0f} MB",
                duration(r["peer"]["median"]),
                "the first" if r["peer"]["shocks"] == 1 else f"the first {r['peer']['shocks']}",
                ratio(r),
                points(r["largest_difference_points"]),
            )
            for r in rows
        ),
    )


def two_processes(rows: list[Row]) -> str:
    """Write a row for each batch in two processes, beside the same in one."""
    head = ("world", "size", "shocks", "two processes", "one process", "ratio", DIFFERENCE)
    return table(
        head,
        (
            (
                _world(r),
                _size(r),
                f"{r['ours']['shocks']:,}",
                *(duration(r[side]["median"] * r[side]["shocks"]) for side in ("ours", "peer")),
                ratio(r),
                points(r["largest_difference_points"]),
            )
            for r in rows
        ),
    )


def counted(rows: list[Row]) -> str:
    """Write a row for each task that is counted in further solves; of elasticity sets the one that takes the most."""
    head = ("world", "size", "task", "what is found", "tradetalks", "a further solve", "further solves")
    keys = dict.fromkeys((_world(r), r["phase"]) for r in rows)
    return table(head, (_most([r for r in rows if (_world(r), r["phase"]) == key]) for key in keys))


def _most(rows: list[Row]) -> tuple[str, ...]:
    row = max(rows, key=lambda r: r["units"]["median"])
    found = row["detail"]
    if "apart" in row:
        apart = max(r["apart"] for r in rows)
        named = row["world"].partition(":")[2]
        found += f"; {named} takes most of {len(rows)} sets; two starts end within {power(apart)} points of a tariff"
    times = (duration(row["ours"]["median"]), duration(row["peer"]["median"]))
    return (_world(row), _size(row), row["phase"], found, *times, ratio(row))


def growth(rows: list[Row]) -> str:
    """Write a row for each series, with the exponent b of time = a size^b that fits it best."""
    head = ("what grows", "sizes", "phase", "tradetalks", "exponent", "textbook", "exponent")
    keys = dict.fromkeys((r["group"], r["phase"]) for r in rows)
    return table(
        head, (_series(key, sorted((r for r in rows if (r["group"], r["phase"]) == key), key=_by_size)) for key in keys)
    )


def exponent(sizes: Iterable[float], seconds: Iterable[float]) -> float:
    """Fit log seconds on log sizes."""
    size, time = (np.log(np.array(list(some), dtype=float)) for some in (sizes, seconds))
    return float(np.polyfit(size, time, 1)[0])


def _series(key: tuple[str, str], rows: list[Row]) -> tuple[str, ...]:
    sizes = [r["size"] for r in rows]
    cells = _times(sizes, rows, lambda r: r["ours"]["median"] * r["ours"]["shocks"])
    theirs = _times(sizes, rows, lambda r: r["peer"]["median"]) if "peer" in rows[0] else ("", "")
    return (GROWING[key[0]], ", ".join(map(count, sizes)), key[1], *cells, *theirs)


def _times(sizes: list[int], rows: list[Row], of: Callable[[Row], float]) -> tuple[str, str]:
    seconds = [of(row) for row in rows]
    return (
        f"{duration(seconds[0])} to {duration(seconds[-1])}",
        f"{round(exponent(sizes, seconds), 1) + 0.0}",
    )  # no minus before a zero


def _by_size(row: Row) -> int:
    return row["size"]


def _single(row: Row) -> bool:
    return not row["group"] and row["phase"] != "batch" and "units" not in row and not _on_two(row)


def _on_two(row: Row) -> bool:
    return row["phase"] == "batch, two processes"


def _slopes(row: Row) -> bool:
    return row["phase"] in {"gradient", "value and gradient", "value and slopes in a game"}


def _gravity(row: Row) -> bool:
    return row["world"].startswith("gravity")


def _world(row: Row) -> str:
    name, _, elasticities = row["world"].partition(":")
    return WORLDS[name] + (", balanced" if elasticities else "")


def _size(row: Row) -> str:
    return f"{row['regions']} x {row['sectors']}"


def _peer(row: Row) -> tuple[str, ...]:
    if "peer" not in row:
        return ("", "", "", "")
    peer = row["peer"]
    title = f"{PEERS[peer['key']].title}, {peer['detail']}"
    return (title, duration(peer["median"]), ratio(row), points(row["largest_difference_points"]))
