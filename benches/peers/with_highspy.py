"""Plain highspy, from arrays kept in memory."""

from __future__ import annotations

import highspy
from program import Program, quiet


class Cold:
    """The whole program passed, and solved from nothing, in every draw."""

    def __init__(self, program: Program, method: str) -> None:
        self.program = program
        self.lp = program.passed()
        self.solver = quiet()
        self.solver.setOptionValue("solver", method)

    def solve(self, draw: int) -> float:
        self.lp.row_lower_, self.lp.row_upper_ = self.program.row_lower[draw], self.program.row_upper[draw]
        self.solver.passModel(self.lp)
        return solved(self.solver)


class Hot:
    """The bounds of rows changed, and dual simplex from the basis of the draw before."""

    def __init__(self, program: Program, method: str) -> None:
        self.program = program
        self.moving = program.moving()
        self.solver = quiet()
        self.solver.setOptionValue("solver", method)
        self.solver.passModel(program.passed())

    def solve(self, draw: int) -> float:
        lower, upper = self.program.row_lower[draw, self.moving], self.program.row_upper[draw, self.moving]
        self.solver.changeRowsBounds(len(self.moving), self.moving, lower, upper)
        objective = solved(self.solver)
        self.solver.setOptionValue("solver", "simplex")
        return objective


def solved(solver: highspy.Highs) -> float:
    """Runs HiGHS to an optimum and gives its objective."""
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"highspy: {solver.modelStatusToString(solver.getModelStatus())}")
    return solver.getInfo().objective_function_value
