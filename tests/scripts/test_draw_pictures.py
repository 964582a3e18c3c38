"""The pictures on the pages say what the package draws now."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import draw_pictures

WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


@pytest.mark.parametrize("name", draw_pictures.DRAWN)
def test_pictures_are_shown_and_say_what_is_drawn_now(name: str) -> None:
    root = draw_pictures.PAGES
    pages = {str(path.relative_to(root).with_suffix("")): path for path in root.rglob("*.md")}
    page = next(path for start, path in pages.items() if name.startswith(start))
    file = f"{name}.svg".rpartition("/")[2]
    assert re.search(rf"!\[[^\]]{{40,}}\]\({file}\)", page.read_text(encoding="utf-8"))
    shown = (draw_pictures.PAGES / f"{name}.svg").read_text(encoding="utf-8")
    assert WORDS.findall(shown) == WORDS.findall(draw_pictures.svg(draw_pictures.DRAWN[name]()))


def test_an_old_picture_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_pictures, "PAGES", tmp_path)
    monkeypatch.setattr(draw_pictures, "DRAWN", {"sunset": draw_pictures.sunset})
    monkeypatch.setattr(sys, "argv", ["draw_pictures.py", "--check"])
    with pytest.raises(SystemExit, match=r"sunset\.svg"):
        draw_pictures.main()
    monkeypatch.setattr(sys, "argv", ["draw_pictures.py"])
    draw_pictures.main()
    assert draw_pictures.stale() == []
