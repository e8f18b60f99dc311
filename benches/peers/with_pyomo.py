"""Pyomo with its persistent interface to HiGHS."""

from __future__ import annotations

import pyomo.environ as pyo
from program import Program
from pyomo.contrib.solver.solvers.highs import Highs
from pyomo.core.expr.numeric_expr import LinearExpression


class Persistent:
    """Right-hand sides are parameters; Pyomo looks at nothing else, and HiGHS starts from the basis of the draw before."""

    def __init__(self, program: Program, method: str) -> None:
        self.program = program
        self.moving = program.moving().tolist()
        self.model = build(program)
        self.solver = Highs()
        config = self.solver.config
        for name in config.auto_updates:
            config.auto_updates[name] = name == "update_parameters"
        config.load_solutions = False
        config.threads = 1
        config.solver_options = {"solver": method}

    def solve(self, draw: int) -> float:
        limits = limit(self.program, draw)
        for row in self.moving:
            self.model.limit[row].set_value(limits[row])
        result = self.solver.solve(self.model)
        self.solver.config.solver_options = {"solver": "simplex"}
        return result.incumbent_objective


def limit(program: Program, draw: int) -> list[float]:
    """The one bound of each row."""
    lower, upper = program.row_lower[draw].tolist(), program.row_upper[draw].tolist()
    return [below if above == float("inf") else above for below, above in zip(lower, upper)]


def build(program: Program) -> pyo.ConcreteModel:
    """The model of the first draw."""
    model = pyo.ConcreteModel()
    lower, upper = program.lower.tolist(), program.upper.tolist()
    model.x = pyo.Var(range(program.columns), bounds=lambda _, j: (lower[j], upper[j]))
    x = list(model.x.values())
    limits = limit(program, 0)
    model.limit = pyo.Param(program.moving().tolist(), mutable=True, initialize=lambda _, row: limits[row])
    moving = set(program.moving().tolist())
    matrix = program.by_rows()
    starts, columns, values = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    below, above = program.row_lower[0].tolist(), program.row_upper[0].tolist()

    def row(_: pyo.ConcreteModel, i: int) -> object:
        entries = slice(starts[i], starts[i + 1])
        left = LinearExpression(constant=0, linear_coefs=values[entries], linear_vars=[x[j] for j in columns[entries]])
        right = model.limit[i] if i in moving else limits[i]
        if below[i] == above[i]:
            return left == right
        return left <= right if above[i] < float("inf") else left >= right

    model.rows = pyo.Constraint(range(program.height), rule=row)
    model.cost = pyo.Objective(expr=LinearExpression(constant=0, linear_coefs=program.cost.tolist(), linear_vars=x))
    return model
