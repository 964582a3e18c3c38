"""The day on which a file was saved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path


def saved_on(path: Path) -> dt.date:
    """Return the day of the last change of a file: the scores hold as of then, where it names no other day."""
    return dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date()
