"""The tables of docs/benchmarks.md."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean

from lodestone import ROOT
from sizes import Size
from tools import TOOLS, draws, versions

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- peers -->", "<!-- end of peers -->"
TARGETS = {
    "highspy, cold": {"small": 15.0, "medium": 100.0, "large": 30.0},
    "linopy, rebuilt": {"small": 200.0, "medium": 200.0, "large": 200.0},
    "linopy, persistent": {"small": 5.0, "medium": 5.0, "large": 5.0},
    "Pyomo, persistent": {"small": 5.0, "medium": 5.0, "large": 5.0},
}
"""Least ratio of each tool, by size."""
TWO_THREADS = 1.8


@dataclass
class Measured:
    """What was measured of a size, as far as it has come."""

    size: Size
    load: float
    """Processes that wanted a processor when the measurement began."""
    columns: int
    rows: int
    moving: int
    lodestone: float
    """Processor seconds of one more draw."""
    peers: dict[str, list[float]] = field(default_factory=dict)
    """Processor seconds of each draw."""
    apart: float = 0.0
    """Largest relative difference of two costs of a draw."""
    two_threads: float | None = None
    """Time of the draws between the two lengths on one thread, in that on two."""

    def counted(self, tool: str) -> list[float]:
        """Seconds of the draws of a tool that count; none where it has not been measured."""
        _, first = draws(self.size, tool)
        return self.peers.get(tool, [])[first:]

    def seconds(self, tool: str) -> str:
        """Mean of the draws of a tool, and how many there are."""
        counted = self.counted(tool)
        return f"{amount(mean(counted))} ({len(counted)})" if counted else "-"

    def ratio(self, tool: str) -> float | None:
        """Seconds of a draw in those of Lodestone."""
        counted = self.counted(tool)
        return mean(counted) / self.lodestone if counted else None

    def keep(self, file: Path) -> None:
        """Writes it as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1))

    @classmethod
    def kept(cls, file: Path) -> Measured:
        """Reads what `keep` wrote."""
        read = json.loads(file.read_text())
        return cls(**{**read, "size": Size(**read["size"])})


def machine() -> str:
    """One line on processor and versions."""
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return f"{names[0]}, {len(names)} processors; {versions()}."


def tables(measured: list[Measured]) -> str:
    """All tables, in Markdown."""
    return "\n\n".join([machine(), networks(measured), seconds(measured), ratios(measured), targets(measured)])


def networks(measured: list[Measured]) -> str:
    """What was solved, how, and beside what."""
    head = ["size", "columns", "rows", "rows that move", "cold method", "draws of Lodestone", "costs differ by", "load"]
    rows = []
    for one in measured:
        few, many = one.size.draws
        counts = [str(count) for count in (one.columns, one.rows, one.moving)]
        rest = [one.size.method, f"{many} less {few}", f"{one.apart:.0e}", f"{one.load:.1f}"]
        rows.append([one.size.name, *counts, *rest])
    return table(head, rows)


def seconds(measured: list[Measured]) -> str:
    """Seconds a draw of every tool."""
    rows = [["Lodestone", *(amount(one.lodestone) for one in measured)]]
    rows += [[tool, *(one.seconds(tool) for one in measured)] for tool in TOOLS]
    return "Processor seconds a draw (draws measured):\n\n" + table(["tool", *names(measured)], rows)


def ratios(measured: list[Measured]) -> str:
    """Seconds of each tool in those of Lodestone."""
    rows = [[tool, *(amount(one.ratio(tool)) for one in measured)] for tool in TOOLS]
    return "Draws that Lodestone plans in the time of one:\n\n" + table(["tool", *names(measured)], rows)


def targets(measured: list[Measured]) -> str:
    """Each target, and whether it is met."""
    rows = []
    for tool, least in TARGETS.items():
        rows += [verdict(f"{tool}, `{one.size.name}`", least[one.size.name], one.ratio(tool)) for one in measured]
    threaded = [one for one in measured if one.size.threads]
    rows += [verdict(f"two threads, `{one.size.name}`", TWO_THREADS, one.two_threads) for one in threaded]
    return table(["target", "at least", "measured", "met"], rows)


def verdict(name: str, least: float, found: float | None) -> list[str]:
    """A line of the targets."""
    met = "not measured" if found is None else "yes" if found >= least else "no"
    return [name, f"{least:g}", amount(found), met]


def names(measured: list[Measured]) -> list[str]:
    """Names of the sizes."""
    return [one.size.name for one in measured]


def amount(value: float | None) -> str:
    """Two figures, never as a power of ten."""
    if value is None:
        return "-"
    digits = max(0, 1 - int(f"{value:e}".split("e")[1]))
    return f"{value:.{digits}f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown, all but its first column to the right."""
    rules = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rules, *rows])


def paste(text: str) -> None:
    """Puts the tables between their marks on the page."""
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")
