"""Write what a script measures between two marks of a page, or check that it stands there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def rewrite(page: Path, marks: tuple[str, str], measure: Callable[[], str], script: str, about: str | None) -> None:
    """Rewrite what stands between the marks; with --check on the command line, compare and exit instead."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    begin, end = marks
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    fresh = f"{before}{begin}\n{measure()}\n{end}{rest.partition(end)[2]}"
    if check:
        sys.exit(0 if fresh == text else f"{page.name} is old: run python scripts/{script}")
    page.write_text(fresh, encoding="utf-8")
