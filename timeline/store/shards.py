"""The part of a set of articles that one of several machines extracts."""

import re
from dataclasses import dataclass
from typing import Self

from timeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shard:
    """Part *number* (from 1) of *count* parts of the same articles."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2/8". Raises UsageError.

        >>> Shard.parse("2/8")
        Shard(number=2, count=8)
        """
        match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text)
        number, count = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= number <= count:
            raise UsageError(f"“{text}” is not a shard: the second of eight is 2/8.")
        return cls(number, count)

    def holds(self, sha256: str) -> bool:
        """Return whether the article with the hash *sha256* (hex) is in this shard; each is in one."""
        return int(sha256[:16], 16) % self.count == self.number - 1

    def __str__(self) -> str:
        """Return the shard as `parse` reads it."""
        return f"{self.number}/{self.count}"
