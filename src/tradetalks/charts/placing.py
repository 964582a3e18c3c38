"""Places labels beside points so that they cover neither points nor each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LETTER = 6.0
LINE = 13.0
DOT = 5.0
RADII = (11, 18, 26, 35, 46, 58, 72, 88)
DIRECTIONS = 24


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Area that two rectangles share."""
        across = (self.width + other.width) / 2 - abs(self.x - other.x)
        down = (self.height + other.height) / 2 - abs(self.y - other.y)
        return max(0.0, across) * max(0.0, down)

    def outside(self, width: float, height: float) -> float:
        """How far the rectangle reaches beyond a frame that starts at zero."""
        across = max(0.0, self.width / 2 - self.x) + max(0.0, self.x + self.width / 2 - width)
        down = max(0.0, self.height / 2 - self.y) + max(0.0, self.y + self.height / 2 - height)
        return across + down


def placed(points: Sequence[tuple[float, float]], texts: Sequence[str], width: float, height: float) -> list[Box]:
    """Choose a place for each label, in order, near its point and off everything placed before."""
    taken = [Box(x, y, 2 * DOT, 2 * DOT) for x, y in points]
    labels: list[Box] = []
    for (x, y), text in zip(points, texts, strict=True):
        candidates = list(_around(x, y, LETTER * len(text) + 2))
        costs = [_cost(box, far, [*taken, *labels], width, height) for far, box in candidates]
        labels.append(candidates[costs.index(min(costs))][1])
    return labels


def _around(x: float, y: float, width: float) -> Iterator[tuple[float, Box]]:
    """Rectangles whose nearest edge is at growing distances from a point, all around it."""
    for radius in RADII:
        for step in range(DIRECTIONS):
            angle = 2 * math.pi * step / DIRECTIONS
            right, down = math.cos(angle), -math.sin(angle)
            yield radius, Box(x + right * (radius + width / 2), y + down * (radius + LINE / 2), width, LINE)


def _cost(box: Box, far: float, taken: Sequence[Box], width: float, height: float) -> float:
    covered = sum(box.overlap(other) for other in taken)
    return 2 * far + 40 * (covered > 0) + 10 * covered + 100 * box.outside(width, height)
