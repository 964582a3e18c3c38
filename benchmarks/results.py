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
from benchmarks.peers import gegravity, negmas

FILE = Path(__file__).with_name("results.json")


PEERS = {"gegravity": gegravity.REQUIREMENT, "negmas": negmas.REQUIREMENT}


def circumstances(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Versions of all that ran, peers among them, cores, threads and the day; nothing that names the machine."""
    ran = {row["peer"]["key"].partition("-")[0] for row in rows if "peer" in row}
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
    } | {name: requirement for name, requirement in PEERS.items() if name in ran}


def write(rows: list[dict[str, Any]], file: Path = FILE) -> None:
    """Store the rows of one run."""
    text = json.dumps({"circumstances": circumstances(rows), "rows": rows}, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def read(file: Path = FILE) -> dict[str, Any]:
    """Read the last stored run."""
    return json.loads(file.read_text(encoding="utf-8"))
