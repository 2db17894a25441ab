"""Counts the words of the essay and draws its two figures: `python make_figures.py`."""

import json
import re
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

HERE = Path(__file__).parent
INK, SAND, RED = "#2b2d42", "#d9b382", "#c1443c"
plt.rcParams.update(
    {
        "font.size": 10.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "legend.frameon": False,
    }
)


def words():
    cells = json.loads((HERE / "counting-words.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells[:-1])
    text = re.sub(r"\$\$.*?\$\$|\$.*?\$|!\[.*?\]\(.*?\)|`.*?`", " ", text, flags=re.S)
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.lower())


def monkey(count, seed=5):
    keys = np.random.default_rng(seed).choice(list("abcde "), 12 * count)
    return "".join(keys).split()[:count]


essay = words()
ours = np.array(sorted(Counter(essay).values(), reverse=True))
theirs = np.array(sorted(Counter(monkey(60_000)).values(), reverse=True))
first, often = Counter(essay).most_common(1)[0]
print(
    f"{len(essay)} words, {len(ours)} different, “{first}” {often} times, {np.sum(ours == 1)} only once"
)

fig, ax = plt.subplots(figsize=(6.4, 4.4))
ranks = np.arange(1, theirs.size + 1)
some = np.unique(np.geomspace(1, theirs.size, 400).astype(int)) - 1
ax.loglog(
    ranks[some],
    theirs[some] / theirs.sum(),
    "o",
    color=SAND,
    ms=5,
    mew=0,
    label="a typing monkey, 60,000 words",
)
ax.loglog(
    np.arange(1, ours.size + 1),
    ours / ours.sum(),
    "o",
    color=INK,
    ms=5,
    mew=0,
    label="this essay",
)
ax.loglog([1, 1e4], [0.1, 1e-5], color=RED, lw=1.2, label="f = 0.1 / r")
ax.set(xlabel="rank r", ylabel="share of all words", xlim=(0.8, 3e4), ylim=(8e-6, 0.2))
ax.legend(loc="upper right")
fig.savefig(
    HERE / "figures/rank-frequency.png",
    dpi=120,
    bbox_inches="tight",
    metadata={"Software": None},
)

seen, growth = set(), []
for word in essay:
    seen.add(word)
    growth.append(len(seen))
n = np.arange(1, len(growth) + 1)
beta, log_k = np.polyfit(np.log(n[50:]), np.log(growth[50:]), 1)
fig, ax = plt.subplots(figsize=(6.0, 3.8))
ax.fill_between(n, growth, color=SAND, alpha=0.35, lw=0)
ax.plot(n, growth, color=INK, lw=2, label="this essay")
ax.plot(
    n,
    np.exp(log_k) * n**beta,
    color=RED,
    lw=1.4,
    ls="--",
    label=f"{np.exp(log_k):.1f} n$^{{{beta:.2f}}}$",
)
ax.plot(n, n, color="#999999", lw=1, ls=":", label="every word new")
ax.set(
    xlabel="words read",
    ylabel="different words met",
    xlim=(0, n[-1]),
    ylim=(0, growth[-1] * 1.15),
)
ax.legend(loc="lower right")
fig.savefig(
    HERE / "figures/vocabulary.png",
    dpi=110,
    bbox_inches="tight",
    metadata={"Software": None},
)
