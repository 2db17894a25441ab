"""Functions that more than one lab of Statistics 101 uses."""

import matplotlib.pyplot as plt
import numpy as np

ORANGE, DARK, PALE, BLUE, GREY = "#e6550d", "#a63603", "#fdae6b", "#3182bd", "#636363"


def use_course_style():
    """Makes all figures of a lab look alike."""
    plt.rcParams.update(
        {
            "figure.dpi": 110,
            "figure.figsize": (6.4, 4.2),
            "font.size": 10.5,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
            "axes.titlelocation": "left",
            "legend.frameon": False,
        }
    )


def ecdf(values):
    """Returns the sorted values and the share of data at or below each of them."""
    x = np.sort(np.asarray(values, dtype=float))
    return x, np.arange(1, x.size + 1) / x.size


def bootstrap(values, statistic, repeats=5000, seed=0):
    """Returns `statistic` of `repeats` samples drawn with replacement from `values`.

    `statistic` takes a matrix and works along its last axis, as `np.median(a, axis=-1)` does.
    """
    values = np.asarray(values, dtype=float)
    rng = np.random.default_rng(seed)
    return statistic(values[rng.integers(values.size, size=(repeats, values.size))])


def interval(replicates, level=0.95):
    """Returns the percentile interval of bootstrap replicates."""
    tail = (1 - level) / 2
    return tuple(np.quantile(replicates, [tail, 1 - tail]))


def permutation_differences(a, b, repeats=10000, seed=0):
    """Returns mean(b) - mean(a) after the labels were shuffled `repeats` times."""
    rng = np.random.default_rng(seed)
    pooled = np.concatenate([a, b]).astype(float)
    shuffled = rng.permuted(np.tile(pooled, (repeats, 1)), axis=1)
    return shuffled[:, len(a) :].mean(axis=1) - shuffled[:, : len(a)].mean(axis=1)
