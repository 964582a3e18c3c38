"""The papers that can be replicated, and the file of data that each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tradetalks.errors import UnknownNameError
from tradetalks.files.papers import read_data, read_published
from tradetalks.papers import caliendo_parro_2015, head_mayer_melitz_2024, ignatenko_2025, ossa_2014
from tradetalks.papers.replication import Replication, Tables


@dataclass(frozen=True)
class Paper:
    """How to replicate a paper: the names that its data file may have, if it needs one, and what makes its tables."""

    files: tuple[str, ...]
    replicate: Callable[[Mapping[str, np.ndarray], Tables], tuple[Replication, ...]]


PAPERS = {
    caliendo_parro_2015.NAME: Paper(("cp2015/cp2015.npz", "cp2015.npz"), caliendo_parro_2015.replicate),
    head_mayer_melitz_2024.NAME: Paper((), head_mayer_melitz_2024.replicate),
    ignatenko_2025.NAME: Paper(("trade_194_2023/liberation_194.npz", "liberation_194.npz"), ignatenko_2025.replicate),
    ossa_2014.NAME: Paper(("ossa2014/ossa2014.npz", "ossa2014.npz"), ossa_2014.replicate),
}


def replicate(paper: str, data: Path) -> tuple[Replication, ...]:
    """Replicate a paper's tables from its data set, which is not embedded, where it needs one.

    Raises
    ------
    UnknownNameError
        When the paper is not among those that can be replicated.
    InputError
        When its data are not in the folder.
    """
    if paper not in PAPERS:
        raise UnknownNameError("paper", paper, PAPERS)
    entry = PAPERS[paper]
    arrays = read_data(data, paper, entry.files) if entry.files else {}
    return entry.replicate(arrays, read_published(paper))
