"""A peer's process: started once, asked in JSON, one object a line, stopped at the end."""

from __future__ import annotations

import atexit
import json
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.task import PeerMissingError


def ask(child: subprocess.Popen[str], request: dict[str, Any], requirement: str) -> dict[str, Any]:
    """Send one request and wait for its reply.

    Raises
    ------
    PeerMissingError
        When the peer has stopped, or does not run.
    """
    if child.stdin is None or child.stdout is None or child.poll() is not None:
        raise PeerMissingError(f"{requirement} has stopped")
    child.stdin.write(json.dumps(request) + "\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise PeerMissingError(f"{requirement} does not run with the Python given")
    return json.loads(line)


@lru_cache(maxsize=4)
def start(python: Path, script: Path) -> subprocess.Popen[str]:
    """Start a peer once; its imports are then done for all runs, as ours are."""
    child = subprocess.Popen(  # noqa: S603  (our own file, with the Python that the user named or that was made here)
        [str(python), "-I", "-W", "ignore", str(script)],  # -I: this folder has files of the peers' names
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(stop, child)
    return child


def stop(child: subprocess.Popen[str]) -> None:
    """End the peer and close its pipes."""
    child.kill()
    child.communicate()
