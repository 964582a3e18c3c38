"""The table of negotiations on the page."""

from __future__ import annotations

from typing import Any

from benchmarks.sides import PEERS
from benchmarks.words import count, duration, ratio, table, two_digits

Row = dict[str, Any]


def negotiations(rows: list[Row]) -> str:
    """Write a row for each negotiation, alone or beside a peer."""
    head = (
        "parties",
        "options of issues",
        "deals",
        "worths",
        "points",
        "tradetalks",
        "peak memory",
        "beside it",
        "its time",
        "ratio",
        "largest difference",
        "least share of an ideal gain, and its",
    )
    return table(head, ((*_size(row), *_own(row), *_peer(row)) for row in rows))


def weights(rows: list[Row]) -> str:
    """Write a row for each number of draws of weights; times are those of one draw."""
    head = (
        "parties",
        "options of issues",
        "deals",
        "draws",
        "all draws",
        "a draw",
        "peak memory",
        "beside it",
        "its time, a draw",
        "ratio",
        "largest difference",
    )
    return table(head, ((*_size(row)[:3], *_draws(row), *_peer(row)[:4]) for row in rows))


def _draws(row: Row) -> tuple[str, ...]:
    ours = row["ours"]
    return (f"{ours['shocks']:,}", duration(ours["median"] * ours["shocks"]), duration(ours["median"]), _memory(row))


def _size(row: Row) -> tuple[str, ...]:
    options = row["options"]
    even = len(set(options)) == 1 and len(options) > 1
    laid = f"{len(options)} x {options[0]}" if even else ", ".join(map(str, options))
    linked = row["world"].startswith("linked")
    return (str(row["parties"]), laid, count(row["deals"]), "depend on each other" if linked else "add up")


def _own(row: Row) -> tuple[str, ...]:
    return (f"{row['points']:,}", duration(row["ours"]["median"]), _memory(row))


def _memory(row: Row) -> str:
    return f"{two_digits(row['peak_megabytes'])} MB" if "peak_megabytes" in row else ""


def _peer(row: Row) -> tuple[str, ...]:
    if "peer" not in row:
        return ("",) * 5
    peer, share = row["peer"], row.get("worst_share", {})
    shares = ", ".join(f"{share[side]:.0%}" for side in share).replace("%", " %")
    gap = f"{row['largest_difference']:.2g}"
    return (PEERS[peer["key"]].title, duration(peer["median"]), ratio(row), gap, shares)
