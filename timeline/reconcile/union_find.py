"""Disjoint sets of numbers."""

from array import array
from collections import defaultdict


class UnionFind:
    """Disjoint sets of the numbers below *count*, each represented by its least (Tarjan 1975, path halving).

    With *largest*, no set grows beyond so many numbers.
    """

    def __init__(self, count: int, largest: int | None = None) -> None:
        self._parents = array("L", range(count))
        self._largest = largest
        self._sizes = array("L", [1]) * count if largest is not None else None

    def find(self, number: int) -> int:
        """Return the least number of the set of *number*."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of those of two numbers, unless it would be too large."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return
        least, most = min(first, second), max(first, second)
        if self._sizes is not None and self._largest is not None:
            size = self._sizes[least] + self._sizes[most]
            if size > self._largest:
                return
            self._sizes[least] = size
        self._parents[most] = least

    def sets(self) -> list[list[int]]:
        """Return all sets: the numbers of each in order, the sets by their least numbers.

        >>> numbers = UnionFind(4)
        >>> numbers.join(3, 1)
        >>> numbers.sets()
        [[0], [1, 3], [2]]
        """
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parents)):
            members[self.find(number)].append(number)
        return list(members.values())
