"""Plans the same draws by Lodestone and by other tools, and compares costs and processor time.

* `make peers`: all sizes; `make peers SIZES=large`: some, the others as they were measured last. The tables go into docs/benchmarks.md.
* `target/peers/SIZE` keeps what each size is made of and what was measured; without that folder it is made anew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import lodestone
import program
import report
import tools
from draws import draw
from lodestone import Spent
from program import Program
from report import Measured
from sizes import SIZES, Size

KEPT = lodestone.ROOT / "target" / "peers"
MEASURED = "measured.json"
SAME = 1e-6
"""Largest relative difference of two costs of the same draw."""


def main(words: list[str]) -> None:
    """Measures the sizes named, or all of them."""
    match words:
        case ["child", *rest]:
            tools.child(*rest)
        case [names]:
            measure([named(name) for name in names.split(",")])
        case _:
            measure(list(SIZES))


def named(name: str) -> Size:
    """The size of a name."""
    known = {size.name: size for size in SIZES}
    if name not in known:
        raise SystemExit(f"`{name}` is no size; expected one of {', '.join(known)}")
    return known[name]


def measure(sizes: list[Size]) -> None:
    """Measures some sizes, and writes the page after each tool, with the other sizes as they were measured last."""
    kept = [KEPT / size.name / MEASURED for size in SIZES]
    for size in sizes:
        for found in one(size):
            found.keep(KEPT / size.name / MEASURED)
            report.paste(report.tables([Measured.kept(file) for file in kept if file.is_file()]))


def one(size: Size) -> Iterator[Measured]:
    """Everything of one size, as it comes."""
    folder = KEPT / size.name
    arrays = prepare(size, folder)
    planned = Program.load(arrays)
    load = os.getloadavg()[0]
    spent = by_lodestone(size, folder, threads=1)
    costs = lodestone.costs(folder / "batch")
    few, many = spent
    slope = (many.processor - few.processor) / (size.draws[1] - size.draws[0])
    found = Measured(size, load, planned.columns, planned.height, len(planned.moving()), slope)
    for tool in tools.TOOLS:
        say(size, tool)
        found.peers[tool], objectives = tools.apart(tool, size, arrays)
        found.apart = max(found.apart, difference(tool, costs, size, objectives))
        yield found
    if size.threads:
        alone, shared = many.wall - few.wall, by_lodestone(size, folder, threads=2)
        found.two_threads = alone / (shared[1].wall - shared[0].wall)
        yield found


def prepare(size: Size, folder: Path) -> Path:
    """Network, forecasts, and the arrays of the draws for the peers, where they are not kept from before."""
    instance, arrays = folder / "instance", folder / f"draws-{size.exported.start}-{size.exported.stop}.npz"
    if not (instance / "instance.yaml").is_file():
        instance.mkdir(parents=True, exist_ok=True)
        lodestone.generate(size.name, instance)
    drawn = draw(instance, max(size.draws[1], size.exported.stop))
    for count in size.draws:
        drawn.write(forecast(folder, count), count)
    if not arrays.is_file():
        with tempfile.TemporaryDirectory() as scratch:
            files = []
            for number in size.exported:
                say(size, f"program of draw {number}")
                files.append(Path(scratch) / f"{number}.mps")
                lodestone.export(instance, drawn.settings(number), files[-1])
            program.read(files).save(arrays)
    return arrays


def by_lodestone(size: Size, folder: Path, threads: int) -> tuple[Spent, Spent]:
    """What the two lengths of a batch take; the results of the longer one stay."""
    say(size, f"Lodestone, {threads} threads" if threads > 1 else "Lodestone")
    few, many = (lodestone.batch(folder / "instance", forecast(folder, count), threads, folder / "batch") for count in size.draws)
    return few, many


def forecast(folder: Path, draws: int) -> Path:
    """File of so many draws."""
    return folder / f"forecast-{draws}.csv"


def difference(tool: str, costs: dict[int, float], size: Size, objectives: list[float]) -> float:
    """Largest relative difference of a tool's costs from Lodestone's; an error where it is too large."""
    largest = 0.0
    for number, found in zip(size.exported, objectives):
        apart = abs(found - costs[number]) / max(1.0, abs(costs[number]))
        if not apart <= SAME:
            told = f"{size.name}, draw {number}: {tool} finds {found}, Lodestone {costs[number]}"
            raise SystemExit(f"{told}; if the model has changed, remove {KEPT / size.name} and measure again")
        largest = max(largest, apart)
    return largest


def say(size: Size, what: str) -> None:
    """Tells what is being done."""
    print(f"{size.name}: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
