"""The curve of a content rule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tradetalks.charts.content_curve import GROUPS, NAME, content_curve
from tradetalks.clauses.content.model import Makers
from tradetalks.clauses.regional_content import RegionalContent

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
    texts = " ".join(
        row["text"] for data in json.loads(chart)["datasets"].values() for row in json.loads(data) if "text" in row
    )
    assert "cost" not in texts
    assert "Do not comply" in texts


@pytest.mark.parametrize("width", [720, 560, 340])
def test_names_of_areas_stay_inside_them(width: int) -> None:
    """Each line of text, at 6.2 pixels a letter, lies between the edges of its area at both of its ends."""
    rule = RegionalContent(type="regional-content", required="75 %")
    chart = json.loads(content_curve(rule.flows[0].after.makers, 0.025, (0.625, 0.75), width=width).to_json())
    rows = _rows(chart)
    texts = [row for data in chart["datasets"].values() for row in json.loads(data) if "text" in row]
    tops = dict.fromkeys({row["required"] for row in rows}, 0.0)
    for group in GROUPS:
        base = dict(tops)
        for row in rows:
            if row["group"] == group:
                tops[row["required"]] += row["part"]
        own = [text for text in texts if base[round(text["x"])] < text["y"] < tops[round(text["x"])]]
        own = sorted((text for text in own if text["text"] != NAME), key=lambda text: -text["y"])
        assert " ".join(text["text"].lower() for text in own) == group
        for text in own:
            half = 50 * 6.2 * len(text["text"]) / (width - 60)
            inside = [level for level in tops if abs(level - text["x"]) <= half]
            assert max(base[level] for level in inside) <= text["y"] <= min(tops[level] for level in inside)
