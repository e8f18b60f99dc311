"""The other tools, each run over the draws in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from program import Program
from sizes import Size


class Tool(Protocol):
    """What solves the program of one draw after the other."""

    def __init__(self, program: Program, method: str) -> None: ...

    def solve(self, draw: int) -> float:
        """Least cost of a draw."""
        ...


TOOLS = {
    "highspy, cold": ("with_highspy", "Cold"),
    "highspy, hot": ("with_highspy", "Hot"),
    "Pyomo, persistent": ("with_pyomo", "Persistent"),
    "linopy, persistent": ("with_linopy", "Persistent"),
    "linopy, rebuilt": ("with_linopy", "Rebuilt"),
}
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "POLARS_MAX_THREADS")


def draws(size: Size, tool: str) -> tuple[int, int]:
    """How many draws a tool solves, and how many of the first do not count."""
    match tool.split(", ")[1]:
        case "cold":
            return size.cold, 0
        case "rebuilt":
            return size.rebuilt, 0
        case _:
            return size.hot + 1, 1


def apart(tool: str, size: Size, arrays: Path) -> tuple[list[float], list[float]]:
    """Processor seconds and objective of each draw, by a process of its own on one thread."""
    count, _ = draws(size, tool)
    command = [sys.executable, str(Path(__file__).parent), "child", tool, str(arrays), size.method, str(count)]
    one = dict.fromkeys(THREADS, "1")
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, **one})
    seconds, objectives = json.loads(done.stdout.splitlines()[-1])
    return seconds, objectives


def child(tool: str, arrays: str, method: str, count: str) -> None:
    """What the process of a tool does: prints its seconds and objectives as JSON."""
    module, name = TOOLS[tool]
    solver: Tool = getattr(import_module(module), name)(Program.load(Path(arrays)), method)
    seconds, objectives = [], []
    for draw in range(int(count)):
        began = time.process_time()
        objectives.append(solver.solve(draw))
        seconds.append(time.process_time() - began)
    print(json.dumps([seconds, objectives]))


def versions() -> str:
    """Versions of the tools and of Python."""
    named = ", ".join(f"{name} {version(name)}" for name in ("highspy", "linopy", "pyomo"))
    return f"{named}, Python {sys.version.split()[0]}"
