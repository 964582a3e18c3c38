"""The pictures on the pages of clauses say what the clauses do now."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import draw_clauses

WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


@pytest.mark.parametrize("name", draw_clauses.DRAWN)
def test_pictures_are_shown_and_say_what_is_drawn_now(name: str) -> None:
    page = (draw_clauses.PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert re.search(rf"!\[[^\]]{{40,}}\]\({name}\.svg\)", page)
    shown = (draw_clauses.PAGES / f"{name}.svg").read_text(encoding="utf-8")
    assert WORDS.findall(shown) == WORDS.findall(draw_clauses.svg(draw_clauses.DRAWN[name]()))


def test_an_old_picture_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_clauses, "PAGES", tmp_path)
    monkeypatch.setattr(draw_clauses, "DRAWN", {"sunset": draw_clauses.sunset})
    monkeypatch.setattr(sys, "argv", ["draw_clauses.py", "--check"])
    with pytest.raises(SystemExit, match=r"sunset\.svg"):
        draw_clauses.main()
    monkeypatch.setattr(sys, "argv", ["draw_clauses.py"])
    draw_clauses.main()
    assert draw_clauses.stale() == []
