"""What is counted, and how it is put into a table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dates_data import Document, Gold, Judged
from dates_taggers import Found
from dates_timex3 import same_value

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?"
_CLASSES = {
    "time of day": r"\d:\d\d|\d [ap]\.?m|\b(?:utc|gmt|o'clock)\b",
    "full date": rf"{_MONTH} \d+(?:[a-z]{{2}})? ?, ?\d{{4}}|\d+ {_MONTH} \d{{4}}|\d+[/.-]\d+[/.-]\d+",
    "range": r"\b(?:from|between)\b.*\b(?:to|and)\b|\d{4}-\d\d\b|\b(?:through|until)\b",
    "day and month": rf"{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:[a-z]{{2}})? (?:of )?{_MONTH}",
    "weekday": _WEEKDAY,
    "deictic day": r"\b(?:today|yesterday|tomorrow|tonight|morning|afternoon|evening|night)\b",
    "season, quarter": r"\b(?:spring|summer|autumn|fall|winter|quarter|half)\b",
    "month": _MONTH,
    "decade, century": r"\d0s\b|\bcentur|\bdecade",
    "vague": r"\b(?:now|currently|recently|at the moment|soon)\b",
    "relative": r"\b(?:ago|later|earlier|last|this|next|past|that|same|following|previous|year|week|weekend|day|days)\b",
    "year": r"\b\d{4}\b",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CLASSES.items()}
OTHER = "other"
CLASSES = (*_CLASSES, OTHER)


def class_of(words: str) -> str:
    """Return the kind of expression that *words* are; the first pattern that they hold decides."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(words)), OTHER)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The annotated expressions of one document with the first found one that overlaps each, and the found ones left over."""

    document: Document
    pairs: tuple[tuple[Gold, Found | None], ...]
    spurious: tuple[Found, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over documents.

    *gold* annotated, *found* found, *overlapping* and *exact* annotated ones that are found, *overlapped*
    found ones that are annotated, *valued* the overlapping ones with the right date.
    """

    gold: int
    found: int
    overlapping: int
    exact: int
    overlapped: int
    valued: int

    @property
    def relaxed(self) -> tuple[float, float, float]:
        """Precision, recall and F1 where any overlap counts."""
        return _prf(self.overlapped, self.overlapping, self.found, self.gold)

    @property
    def strict(self) -> tuple[float, float, float]:
        """Precision, recall and F1 where both ends must agree."""
        return _prf(self.exact, self.exact, self.found, self.gold)

    @property
    def value(self) -> float:
        """The share of the annotated expressions found whose date is right."""
        return self.valued / self.overlapping if self.overlapping else 0.0


def _prf(right: int, recalled: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / found if found else 0.0, recalled / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def pair(
    document: Document, found: Sequence[Found], lists: Judged, *, datelines: bool, disputed: bool = True
) -> Pairing:
    """Pair what is annotated with what was found; what overlaps only an expression that is left out is not counted."""
    counted_gold, left_out = [], []
    for gold in document.gold:
        key = f"{document.name}/{gold.id}"
        if (
            key in lists.excluded
            or (gold.dateline and not datelines)
            or (key in lists.disputed and not disputed)
        ):
            left_out.append(gold)
        elif gold.kind in ("DATE", "TIME"):
            counted_gold.append(gold)
    counted = [
        f
        for f in found
        if any(_overlap(f, gold) for gold in counted_gold) or not any(_overlap(f, gold) for gold in left_out)
    ]
    pairs = tuple((gold, next((f for f in counted if _overlap(f, gold)), None)) for gold in counted_gold)
    spurious = tuple(f for f in counted if not any(_overlap(f, gold) for gold in counted_gold))
    return Pairing(document, pairs, spurious, len(counted))


def _overlap(found: Found, gold: Gold) -> bool:
    return found.start < gold.end and gold.start < found.end


def score(pairings: Iterable[Pairing]) -> Score:
    """Count over all documents."""
    whole = list(pairings)
    hits = [(gold, found) for pairing in whole for gold, found in pairing.pairs if found]
    return Score(
        gold=sum(len(pairing.pairs) for pairing in whole),
        found=sum(pairing.found for pairing in whole),
        overlapping=len(hits),
        exact=sum((gold.start, gold.end) == (found.start, found.end) for gold, found in hits),
        overlapped=sum(pairing.found - len(pairing.spurious) for pairing in whole),
        valued=sum(same_value(found.date, gold.value) for gold, found in hits),
    )


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table with columns of equal width; numbers with a fraction get three digits."""
    cells = [[_cell(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
