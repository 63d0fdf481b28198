"""Which texts of a set hold which terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence


class LexicalIndex:
    """An inverted index: for each term the numbers of the texts that hold it (Zobel and Moffat 2006).

    A term of more than *frequent* texts distinguishes none of them: `texts_with` leads to none.
    """

    def __init__(self, frequent: int) -> None:
        self._frequent = frequent
        self._postings: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, terms: Iterable[str]) -> None:
        """Add the text *number*; each term of *terms* is there once."""
        for term in terms:
            self._postings[term].append(number)

    def texts_with(self, term: str) -> Sequence[int]:
        """Return the texts with *term*, in the order in which they were added; none of a frequent one."""
        found = self._postings.get(term, ())
        return found if len(found) <= self._frequent else ()

    def shared(self, terms: Iterable[str]) -> Counter[int]:
        """Return how many of *terms* each text shares, frequent ones aside.

        >>> index = LexicalIndex(frequent=10)
        >>> index.add(0, ["ferry", "sink"])
        >>> index.add(1, ["ferry"])
        >>> index.shared(["ferry", "sink"])
        Counter({0: 2, 1: 1})
        """
        counts: Counter[int] = Counter()
        for term in terms:
            counts.update(self.texts_with(term))
        return counts

    def frequencies(self) -> dict[str, int]:
        """Return how many texts hold each term."""
        return {term: len(numbers) for term, numbers in self._postings.items()}
