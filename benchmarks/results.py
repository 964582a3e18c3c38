"""Results on disk, and under which circumstances they came about."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from pathlib import Path
from typing import Any

import numpy as np
import scipy

import tradetalks
from benchmarks import textbook
from benchmarks.peers.gegravity import REQUIREMENT

FILE = Path(__file__).with_name("results.json")


def circumstances() -> dict[str, Any]:
    """Versions, cores, threads and the day; nothing that names the machine."""
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "tradetalks": tradetalks.__version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "blas": np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"],
        "blas_threads": os.environ.get("OPENBLAS_NUM_THREADS", "not set"),
        "cores": os.cpu_count(),
        "textbook_tolerance": textbook.TOLERANCE,
        "gegravity": REQUIREMENT,
    }


def write(rows: list[dict[str, Any]], file: Path = FILE) -> None:
    """Store the rows of one run."""
    text = json.dumps({"circumstances": circumstances(), "rows": rows}, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def read(file: Path = FILE) -> dict[str, Any]:
    """Read the last stored run."""
    return json.loads(file.read_text(encoding="utf-8"))
