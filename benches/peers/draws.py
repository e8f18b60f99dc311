"""Draws: every demand of an instance, times a factor of its own that is lognormal with a spread of 5 %."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SPREAD = 0.05
"""Standard deviation of the logarithm of a factor, whose mean is 1."""
SEED = 6


@dataclass(frozen=True)
class Draws:
    """Quantities by draw, each at a path of the instance and in the unit of its table."""

    paths: list[str]
    unit: str
    values: NDArray[np.float64]
    """Draws by paths."""

    def settings(self, draw: int) -> list[str]:
        """What `--set` needs to plan one draw."""
        return [f"{path}={value!r} {self.unit}" for path, value in zip(self.paths, self.values[draw].tolist())]

    def write(self, file: Path, count: int) -> None:
        """Writes the first draws as a forecast; the number of a draw is its position."""
        with file.open("w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["draw", "path", f"value [{self.unit}]"])
            for draw, values in enumerate(self.values[:count].tolist()):
                rows.writerows((draw, path, repr(value)) for path, value in zip(self.paths, values))


def draw(instance: Path, count: int) -> Draws:
    """So many draws of a generated instance; draw K is the same whatever their number."""
    with (instance / "quantities.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    column = next(name for name in rows[0] if name.startswith("quantity"))
    demands = [row["id"] for row in rows]
    names = sorted(set(demands))
    drawn = np.random.default_rng(SEED).standard_normal((count, len(names)))
    factors = np.exp(SPREAD * drawn - SPREAD**2 / 2)
    of_demand = factors[:, [names.index(name) for name in demands]]
    return Draws(
        paths=[f"demands.{row['id']}.quantity.{row['date']}" for row in rows],
        unit=column.split("[")[1].rstrip("]"),
        values=of_demand * np.array([float(row[column]) for row in rows]),
    )
