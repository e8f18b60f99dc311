"""How much is run of each size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A generated network, and how many draws each tool plans of it."""

    name: str
    method: str
    """HiGHS's best method for one cold solve."""
    draws: tuple[int, int]
    """Two lengths of a batch; what one draw takes is the slope between them. Peers take the first draws between them."""
    hot: int
    """Draws for tools that start from the draw before, and one more to begin with."""
    cold: int
    """Draws for tools that start from nothing."""
    rebuilt: int
    """Draws for a model built anew."""
    threads: bool = False
    """Whether two threads plan the draws too."""

    @property
    def exported(self) -> range:
        """Draws that peers get as arrays."""
        first = self.draws[0]
        return range(first, first + max(self.hot + 1, self.cold, self.rebuilt))


SIZES = (
    Size("small", "simplex", draws=(200, 600), hot=50, cold=30, rebuilt=10),
    Size("medium", "simplex", draws=(200, 400), hot=10, cold=5, rebuilt=3, threads=True),
    Size("large", "ipm", draws=(1, 3), hot=1, cold=1, rebuilt=1),
)
