"""linopy, its terms handed over as arrays, by the direct interface to HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import linopy
import numpy as np
import xarray as xr
from linopy.solvers import Solver
from program import Floats, Program, Whole


@dataclass(frozen=True)
class Family:
    """Rows of about as many terms that all move or all stay; linopy keeps their terms as one table."""

    name: str
    rows: Whole
    moves: bool
    columns: Whole
    """Rows by terms, -1 where a row has fewer."""
    coefficients: Floats


class Rebuilt:
    """A new model in every draw."""

    def __init__(self, program: Program, method: str) -> None:
        self.program = program
        self.families = families(program)
        self.options = {"solver": method, "threads": 1, "output_flag": False}

    def solve(self, draw: int) -> float:
        model = build(self.program, self.families, draw)
        model.solve("highs", io_api="direct", progress=False, **self.options)
        return objective(model.objective.value)


class Persistent:
    """One model and one solver that follows its changes: the right-hand sides, and HiGHS from the basis of the draw before."""

    def __init__(self, program: Program, method: str) -> None:
        self.program = program
        self.families = families(program)
        self.model = build(program, self.families, 0)
        options = {"solver": method, "threads": 1, "output_flag": False}
        self.solver = Solver.from_name("highs", model=self.model, io_api="direct", options=options, track_updates=True)

    def solve(self, draw: int) -> float:
        _, limit = signs(self.program, draw)
        for family in self.families:
            if family.moves:
                self.model.constraints[family.name].update(rhs=along(limit[family.rows]))
        result = self.solver.solve(self.model, disallow_rebuild=True)
        self.solver.solver_model.setOptionValue("solver", "simplex")
        return objective(result.solution.objective)


def families(program: Program) -> list[Family]:
    """Rows by whether they move and by the power of two that holds their terms: few tables, and little room lost in them."""
    matrix = program.by_rows()
    lengths = np.diff(matrix.indptr)
    widths = 2 ** np.ceil(np.log2(np.maximum(lengths, 1))).astype(int)
    moves = np.isin(np.arange(program.height), program.moving())
    found = []
    for width, moving in sorted(set(zip(widths.tolist(), moves.tolist()))):
        rows = np.flatnonzero((widths == width) & (moves == moving)).astype(np.int32)
        there = np.arange(width) < lengths[rows][:, None]
        entries = (matrix.indptr[rows][:, None] + np.arange(width))[there]
        columns, coefficients = np.full(there.shape, -1, dtype=np.int32), np.full(there.shape, np.nan)
        columns[there], coefficients[there] = matrix.indices[entries], matrix.data[entries]
        found.append(Family(f"{'moving' if moving else 'still'}-{width}", rows, moving, columns, coefficients))
    return found


def build(program: Program, families: list[Family], draw: int) -> linopy.Model:
    """The model of one draw."""
    model = linopy.Model()
    x = model.add_variables(lower=program.lower, upper=program.upper, dims=["column"], name="x")
    model.add_objective((x * xr.DataArray(program.cost, dims=["column"])).sum())
    sign, limit = signs(program, draw)
    for family in families:
        terms = {"coeffs": (("row", "_term"), family.coefficients), "vars": (("row", "_term"), family.columns)}
        left = linopy.LinearExpression(xr.Dataset(terms), model)
        model.add_constraints(left, along(sign[family.rows]), along(limit[family.rows]), name=family.name)
    return model


def along(values: np.ndarray) -> xr.DataArray:
    """Values of the rows of a family."""
    return xr.DataArray(values, dims=["row"])


def signs(program: Program, draw: int) -> tuple[np.ndarray, Floats]:
    """Sign and right-hand side of each row; no row has two bounds."""
    lower, upper = program.row_lower[draw], program.row_upper[draw]
    sign = np.where(lower == upper, "=", np.where(np.isfinite(upper), "<=", ">="))
    return sign, np.where(np.isfinite(upper), upper, lower)


def objective(value: float | None) -> float:
    """The objective, where there is one."""
    if value is None:
        raise RuntimeError("linopy: no optimum")
    return value
