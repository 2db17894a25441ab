"""Writes spectrum.csv: a Raman spectrum of calcite as a dusty laboratory might record it. All of it is simulated."""

import numpy as np

rng = np.random.default_rng(1086)
shift = np.linspace(100, 1800, 851)  # cm-1

# Calcite's Raman bands (cm-1) with relative heights and widths as commonly tabulated.
bands = [
    (155, 22, 9),
    (282, 48, 10),
    (712, 20, 7),
    (1086, 100, 6),
    (1436, 5, 10),
    (1748, 6, 9),
]
peaks = sum(h / (1 + ((shift - c) / w) ** 2) for c, h, w in bands)

fluorescence = (
    190 * np.exp(-(((shift - 1250) / 900) ** 2))
    + 40 * np.exp(-(((shift - 420) / 260) ** 2))
    + 0.012 * shift
)
counts = rng.poisson(150 * (peaks + fluorescence)) / 150 + rng.normal(0, 0.4, shift.size)
for at, height in [(231, 70), (602, 160)]:  # cosmic rays: one or two pixels wide
    counts[at] += height
    counts[at + 1] += 0.4 * height

np.savetxt(
    "spectrum.csv",
    np.column_stack([shift, counts.round(2), peaks.round(3)]),
    delimiter=",",
    header="shift_per_cm,counts,true_peaks",
    comments="",
    fmt=["%.1f", "%.2f", "%.3f"],
)
