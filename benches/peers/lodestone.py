"""Lodestone itself: networks, programs of draws, batches."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import polars

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "target" / "release" / "lodestone"
POLICY = "allied-floor"
SEED = "1"
NEVER = str(10**9)


@dataclass(frozen=True)
class Spent:
    """Seconds of a command."""

    processor: float
    """User and system time, over all threads."""
    wall: float


def generate(size: str, folder: Path) -> None:
    """Writes the network of a size."""
    bench = ["cargo", "bench", "--quiet", "--locked", "--bench", "plans", "--"]
    run([*bench, "generate", size, str(folder), SEED])


def export(instance: Path, settings: list[str], file: Path) -> None:
    """Writes the cost level of one draw, the levels before it as rows at the values they have in this draw."""
    given = [word for setting in settings for word in ("--set", setting)]
    asked = ["--policy", POLICY, "--threads", "1", "--quiet", "--overwrite", "--out", str(file)]
    run([str(PROGRAM), "export", str(instance), *asked, *given])


def batch(instance: Path, forecast: Path, threads: int, out: Path) -> Spent:
    """Plans every draw of a forecast; the judge sees the first alone."""
    asked = ["--forecasts", str(forecast), "--policies", POLICY, "--judge-sample", NEVER]
    given = ["--threads", str(threads), "--quiet", "--overwrite", "--out", str(out)]
    return run([str(PROGRAM), "batch", str(instance), *asked, *given])


def costs(out: Path) -> dict[int, float]:
    """Cost of each draw of a batch, all of which must have a plan proved optimal."""
    draws = polars.read_parquet(out / "**" / "draws.parquet", hive_partitioning=False)
    unplanned = draws.filter(polars.col("status") != "optimal")
    if not unplanned.is_empty():
        raise RuntimeError(f"{out}: {len(unplanned)} draws without an optimal plan")
    figures = polars.read_parquet(out / "**" / "figures.parquet", hive_partitioning=False)
    of_cost = (polars.col("topic") == "headline") & (polars.col("item") == "cost")
    return dict(figures.filter(of_cost).select("draw", "value").iter_rows())


def run(command: list[str]) -> Spent:
    """Runs a command to its end."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)
