"""The curve of a content rule."""

from __future__ import annotations

import json
from typing import Any

from tradetalks.charts.content_curve import GROUPS, content_curve
from tradetalks.clauses.content.model import Makers

MAKERS = Makers(theta=4, eta=4, mu=0.16, sigma=0.18, assembly=0.15, concentration=3)


def _rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = json.loads(chart["datasets"][chart["layer"][0]["data"]["name"]])
    return values


def test_areas_fill_the_whole_and_the_line_is_content() -> None:
    chart = json.loads(content_curve(MAKERS, 0.025, (0.625, 0.75), width=560).to_json())
    assert len([layer for layer in chart["layer"] if layer["mark"]["type"] == "rule"]) == 2
    rows = _rows(chart)
    assert {row["group"] for row in rows} == set(GROUPS)
    by_level: dict[float, list[dict[str, float]]] = {}
    for row in rows:
        by_level.setdefault(row["required"], []).append(row)
    assert len(by_level) == 101
    for level in by_level.values():
        assert abs(sum(row["part"] for row in level) - 100) < 0.01
    content = {required: level[0]["content"] for required, level in by_level.items()}
    assert content[0] < content[84] > content[100]


def test_what_nobody_does_is_not_named() -> None:
    chart = content_curve(MAKERS, 0.0, width=400).to_json()
    assert "Comply with dearer parts" not in chart
    assert "Do not comply" in chart
