"""Simulates DNA along a known tree (Jukes-Cantor), so that a method can be marked against the truth."""

import numpy as np

# The true tree: (left, right) pairs with branch lengths in expected changes per site.
TREE = (
    (
        (("A", 0.06), ("B", 0.05), 0.05),
        (("C", 0.08), (("D", 0.04), ("E", 0.05), 0.05), 0.03),
        0.06,
    ),
    (
        ((("F", 0.07), ("G", 0.06), 0.02), (("H", 0.09), ("I", 0.05), 0.05), 0.05),
        ((("J", 0.12), ("K", 0.05), 0.02), ("L", 0.13), 0.06),
        0.03,
    ),
    0.0,
)


def evolve(sequence, length, rng):
    """Each site changes to another base with the probability that Jukes and Cantor give for this length."""
    change = rng.random(sequence.size) < 0.75 * (1 - np.exp(-4 / 3 * length))
    return np.where(change, (sequence + rng.integers(1, 4, sequence.size)) % 4, sequence)


def simulate(sites, seed):
    """Returns names and a matrix of bases 0 to 3, one row for each tip."""
    rng = np.random.default_rng(seed)
    tips = {}

    def walk(node, sequence):
        sequence = evolve(sequence, node[-1], rng)
        if isinstance(node[0], str):
            tips[node[0]] = sequence
        else:
            for child in node[:-1]:
                walk(child, sequence)

    walk(TREE, rng.integers(0, 4, sites))
    return sorted(tips), np.array([tips[name] for name in sorted(tips)])


def splits(node=TREE):
    """All groups of tips below the inner nodes."""
    found = set()

    def below(node):
        if isinstance(node[0], str):
            return frozenset([node[0]])
        group = frozenset().union(*(below(child) for child in node[:-1]))
        found.add(group)
        return group

    below(node)
    return found
