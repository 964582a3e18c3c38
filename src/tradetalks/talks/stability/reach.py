"""Legal sequences of moves: as long as one likes, but nobody moves twice in succession."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components


def reachable(movers: np.ndarray) -> np.ndarray:
    """Whether some legal sequence of the movers leads from a state to another, (state, state).

    `movers`, (mover, state, state), holds the single moves. With L_j(s, t) for "a legal sequence from s ends at t with
    a move of j", L is the least solution of

        L_j = M_j or (L_k for some k other than j, then M_j)

    A sequence may come back to where it began. Without movers nothing is reached. Source: Fang, Hipel and Kilgour
    (1993), definition of the reachable list of a coalition.

    The pairs of last mover and state, and each state before the first move, are nodes of one graph. Nodes that reach
    each other reach the same, so strong components are merged, and what each of them reaches is carried back from the
    ends of the graph in sets of bits: work in proportion to the moves, whatever the length of sequences.
    """
    count, size = movers.shape[:2]
    if not count:
        return np.zeros(movers.shape[1:], dtype=bool)
    graph = _graph(movers)
    number, label = connected_components(graph, directed=True, connection="strong")
    states = np.zeros((number, size), dtype=bool)
    states[label[size:], np.tile(np.arange(size), count)] = True
    sets = _carried_back(_merged(graph, number, label), np.packbits(states, axis=1))
    return np.unpackbits(sets[label[:size]], axis=1, count=size).astype(bool)


def then(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Whether a step of the first and one of the second lead on: the Boolean product of (a, k) and (k, b)."""
    return np.asarray(first.astype(np.float32) @ second.astype(np.float32) > 0)


def _graph(movers: np.ndarray) -> sparse.csr_array:
    """Edges between nodes: states before the first move come first, then the states of each last mover."""
    moves = [sparse.csr_array(move) for move in movers]
    nothing = sparse.csr_array(movers.shape[1:], dtype=bool)
    rows = [[nothing, *moves]]
    rows += [[nothing, *(nothing if k == j else move for k, move in enumerate(moves))] for j in range(len(moves))]
    return sparse.csr_array(sparse.block_array(rows))


def _merged(graph: sparse.csr_array, number: int, label: np.ndarray) -> sparse.csr_array:
    """Edges between strong components, each of them once, none from a component to itself."""
    edges = graph.tocoo()
    start, end = label[edges.coords[0]], label[edges.coords[1]]
    apart = start != end
    pairs = np.ones(int(apart.sum()), dtype=bool), (start[apart], end[apart])
    return sparse.csr_array(sparse.coo_array(pairs, shape=(number, number)))


def _carried_back(graph: sparse.csr_array, sets: np.ndarray) -> np.ndarray:
    """Add to each node's set, (node, byte), those of all nodes that it leads to; the graph has no cycle."""
    back = sparse.csr_array(graph.T)
    waits = np.diff(graph.indptr)
    ready = np.flatnonzero(waits == 0).tolist()
    while ready:
        node = ready.pop()
        after = graph.indices[graph.indptr[node] : graph.indptr[node + 1]]
        sets[node] |= np.bitwise_or.reduce(sets[after], axis=0)
        before = back.indices[back.indptr[node] : back.indptr[node + 1]]
        waits[before] -= 1
        ready += before[waits[before] == 0].tolist()
    return sets
