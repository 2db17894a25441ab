"""A random sea and the tracks that sample it."""

import numpy as np


def simulate(width_km, height_km, step_km, scale_km, sd_m, seed):
    """Random surface with covariance sd^2 exp(-(h / scale)^2), on a grid; returns it with its axes (km)."""
    rng = np.random.default_rng(seed)
    nx, ny = (
        2 * width_km // step_km,
        2 * height_km // step_km,
    )  # twice the size: a Fourier field is periodic
    dx = np.minimum(np.arange(nx), nx - np.arange(nx)) * step_km
    dy = np.minimum(np.arange(ny), ny - np.arange(ny)) * step_km
    covariance = np.exp(-(dx[None, :] ** 2 + dy[:, None] ** 2) / scale_km**2)
    spectrum = np.maximum(np.fft.fft2(covariance).real, 0)
    white = np.fft.fft2(rng.normal(size=(ny, nx)))
    surface = sd_m * np.fft.ifft2(np.sqrt(spectrum) * white).real
    surface = surface[: ny // 2, : nx // 2]
    return surface, np.arange(nx // 2) * step_km, np.arange(ny // 2) * step_km


def tracks(width_km, height_km, spacing_km, along_km):
    """Positions (km) along ascending and descending passes that lean by 24 degrees."""
    lean = np.tan(np.radians(24))
    north = np.arange(4, height_km - 4, along_km * np.cos(np.radians(24)))
    passes = []
    for start in np.arange(-spacing_km * 1.5, width_km + spacing_km * 1.5, spacing_km):
        passes.append(np.column_stack([start + lean * north, north]))
        passes.append(np.column_stack([start + 60 + lean * (height_km - north), north]))
    points = np.concatenate(passes)
    inside = (
        (points[:, 0] > 4)
        & (points[:, 0] < width_km - 12)
        & (points[:, 1] < height_km - 12)
    )
    return points[inside]


def read(surface, x, y, points):
    """The surface at points between the grid's, bilinear."""
    fx = np.clip((points[:, 0] - x[0]) / (x[1] - x[0]), 0, len(x) - 1.001)
    fy = np.clip((points[:, 1] - y[0]) / (y[1] - y[0]), 0, len(y) - 1.001)
    i, j = fx.astype(int), fy.astype(int)
    u, v = fx - i, fy - j
    below = surface[j, i] * (1 - u) + surface[j, i + 1] * u
    above = surface[j + 1, i] * (1 - u) + surface[j + 1, i + 1] * u
    return below * (1 - v) + above * v
