"""The program of each draw, as arrays: one matrix, and the bounds of its rows by draw."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

Floats = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Program:
    """Least `cost x` with `lower <= x <= upper` and `row_lower <= A x <= row_upper`, by draw."""

    cost: Floats
    lower: Floats
    upper: Floats
    starts: Whole
    """Where each column of the matrix begins."""
    rows: Whole
    values: Floats
    row_lower: Floats
    """Draws by rows."""
    row_upper: Floats

    @property
    def columns(self) -> int:
        return len(self.cost)

    @property
    def height(self) -> int:
        return self.row_lower.shape[1]

    @property
    def draws(self) -> int:
        return self.row_lower.shape[0]

    def by_rows(self) -> csr_matrix:
        """The matrix, row by row."""
        return csc_matrix((self.values, self.rows, self.starts), shape=(self.height, self.columns)).tocsr()

    def moving(self) -> Whole:
        """Rows with other bounds in some draw."""
        lower = (self.row_lower != self.row_lower[0]).any(axis=0)
        upper = (self.row_upper != self.row_upper[0]).any(axis=0)
        return np.flatnonzero(lower | upper).astype(np.int32)

    def passed(self) -> highspy.HighsLp:
        """The first draw as HiGHS takes it."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.height
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.cost, self.lower, self.upper
        lp.row_lower_, lp.row_upper_ = self.row_lower[0], self.row_upper[0]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = self.starts, self.rows, self.values
        return lp

    def save(self, file: Path) -> None:
        """Keeps the arrays in a file."""
        np.savez(file, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, file: Path) -> Program:
        """Reads what `save` wrote."""
        with np.load(file) as kept:
            return cls(**{field.name: kept[field.name] for field in fields(cls)})


def read(exported: list[Path]) -> Program:
    """Joins the programs of some draws, written as MPS; refuses them where more differs than the bounds of rows."""
    read = [_arrays(file) for file in exported]
    bounds = ("row_lower", "row_upper")
    for file, other in zip(exported, read):
        same = (np.array_equal(read[0][name], array) for name, array in other.items() if name not in bounds)
        if not all(same):
            raise ValueError(f"{file}: more than the bounds of rows differs from {exported[0]}")
    joined = {name: np.array([other[name] for other in read]) for name in bounds}
    return Program(**{**read[0], **joined})


def _arrays(file: Path) -> dict[str, Any]:
    solver = quiet()
    if solver.readModel(str(file)) != highspy.HighsStatus.kOk:
        raise ValueError(f"{file}: HiGHS cannot read it")
    lp = solver.getLp()
    if lp.offset_ != 0.0 or len(lp.integrality_) > 0 or lp.a_matrix_.format_ != highspy.MatrixFormat.kColwise:
        raise ValueError(f"{file}: neither constants nor whole numbers are expected")
    return {
        "cost": np.array(lp.col_cost_),
        "lower": np.array(lp.col_lower_),
        "upper": np.array(lp.col_upper_),
        "starts": np.array(lp.a_matrix_.start_, dtype=np.int32),
        "rows": np.array(lp.a_matrix_.index_, dtype=np.int32),
        "values": np.array(lp.a_matrix_.value_),
        "row_lower": np.array(lp.row_lower_),
        "row_upper": np.array(lp.row_upper_),
    }


def quiet() -> highspy.Highs:
    """HiGHS that says nothing, on one thread."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    return solver
