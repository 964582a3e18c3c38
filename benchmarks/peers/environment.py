"""A virtual environment for a peer, made once under build/."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.task import PeerMissingError

BUILD = Path(__file__).resolve().parents[2] / "build" / "peers"


def peer_python(requirement: str, given: Path | None = None) -> Path:
    """Return a Python that has the peer: the one given, the one made before, or a new one.

    Raises
    ------
    PeerMissingError
        When the peer cannot be installed.
    """
    if given is not None:
        return given
    home = BUILD / requirement.replace("==", "-")
    inside = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = home / "installed"
    if not done.is_file():
        _call([sys.executable, "-m", "venv", "--clear", str(home)], requirement)
        _call([str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], requirement)
        done.touch()
    return inside


def _call(command: list[str], requirement: str) -> None:
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (a fixed command)
    if done.returncode:
        raise PeerMissingError(
            f"{requirement} could not be installed; name a Python that has it with --peer-python, "
            "or leave its benchmarks out with --only"
        )
