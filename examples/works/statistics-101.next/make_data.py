"""Simulates the three tables of the course. Run it once: `python make_data.py`."""

from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).parent / "data"
rng = np.random.default_rng(101)

# Waiting times: a bus every `gap` minutes that sometimes does not come; passengers arrive at random.
rows = []
for stop, gap, lost in [
    ("Harbour", 10, 0.05),
    ("Museum", 12, 0.10),
    ("University", 15, 0.22),
]:
    for _ in range(80):
        day = rng.choice(["weekday", "weekend"], p=[0.7, 0.3])
        headway = gap * (1.5 if day == "weekend" else 1.0)
        wait = rng.uniform(0, headway)
        while rng.random() < lost:
            wait += headway
        rows.append((stop, day, round(wait + abs(rng.normal(0, 0.8)), 1)))
pd.DataFrame(rows, columns=["stop", "day", "wait_min"]).to_csv(
    DATA / "waiting-times.csv", index=False
)

# Seedlings: three trays, 4 to 14 hours of light a day, height after 21 days.
light = rng.uniform(4, 14, 60).round(1)
tray = np.repeat(["A", "B", "C"], 20)
height = (
    38
    + 6.4 * light
    + rng.normal(0, 9, 60)
    + np.select([tray == "B", tray == "C"], [-4, 5], 0)
)
pd.DataFrame(
    {"tray": tray, "light_h": light, "height_mm": height.round(0).astype(int)}
).to_csv(DATA / "seedlings.csv", index=False)

# Recall: words remembered out of 40 after a week.
reread = rng.binomial(40, rng.beta(9, 13, 36))
retrieve = rng.binomial(40, rng.beta(11, 11, 36))
pd.DataFrame(
    {
        "group": ["reread"] * 36 + ["retrieve"] * 36,
        "words": np.concatenate([reread, retrieve]),
    }
).to_csv(DATA / "recall.csv", index=False)
