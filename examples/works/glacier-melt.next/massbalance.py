"""From elevation change to mass change: the functions both notebooks share."""

import numpy as np
import pandas as pd

DENSITY = 850.0  # kg/m3, volume to mass (Huss 2013 recommends 850 +- 60)
DENSITY_ERROR = 60.0


def load(path="data/elevation-change.csv"):
    """Reads the table and adds `year`, the month's middle as a decimal year."""
    table = pd.read_csv(path, parse_dates=["month"])
    table["year"] = table.month.dt.year + (table.month.dt.month - 0.5) / 12
    return table


def grid(table, mission):
    """Elevation change of one mission: months down, elevation bands across (m)."""
    return table[table.mission == mission].pivot(
        index="year", columns="band_m", values="dh_m"
    )


def areas(table):
    """Area of each band (km2)."""
    return table.groupby("band_m").area_km2.first()


def deseason(values):
    """Subtracts the mean of each calendar month, keeps the overall mean."""
    calendar = np.floor((values.index.to_numpy() % 1) * 12).astype(int)
    return values - values.groupby(calendar).transform("mean") + values.mean()


def intermission_bias(table):
    """Median difference B - A over the months that both missions saw, for each band (m)."""
    a, b = grid(table, "A"), grid(table, "B")
    return (b - a).dropna(how="all").median()


def join_missions(table, bias=None):
    """One series: mission A until B starts, then B without its bias (m)."""
    bias = intermission_bias(table) if bias is None else bias
    a, b = grid(table, "A"), grid(table, "B") - bias
    return pd.concat([a[a.index < b.index[0]], b]).sort_index()


def theil_sen(x, y):
    """Median of the slopes through all pairs of points: up to 29 % of outliers do no harm."""
    keep = ~np.isnan(y)
    x, y = np.asarray(x)[keep], np.asarray(y)[keep]
    i, j = np.triu_indices(x.size, k=1)
    return np.median((y[j] - y[i]) / (x[j] - x[i]))


def band_trends(series):
    """Theil-Sen trend of each band (m/a)."""
    return series.apply(lambda band: theil_sen(series.index.to_numpy(), band.to_numpy()))


def mass_rate(trends, area, density=DENSITY):
    """Mass change of all bands together (Gt/a)."""
    return float((trends * area).sum() * 1e6 * density / 1e12)
