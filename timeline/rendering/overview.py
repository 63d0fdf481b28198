"""How many events each time has, as bars: one equally wide band a year, with months where years are few."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.rendering.view import EventView, Page, Year

WIDTH, HEIGHT = 1000, 48
"""The size of the drawing, in its own units."""

_FEW_YEARS = 12
_GAP = 0.12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that leads to *anchor*; *wide* when its events are not known to the month."""

    anchor: str
    left: float
    width: float
    height: float
    wide: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The bars of all years, in a drawing of *width* and *height*."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT


def overview_of(page: Page) -> Overview | None:
    """Return the overview of *page*; None where it has too few years or events to be worth one."""
    if len(page.years) < 2 or page.events < 8:
        return None
    band = WIDTH / len(page.years)
    counts = [_counts(year, by_month=len(page.years) <= _FEW_YEARS) for year in page.years]
    most = max(count for of_year in counts for count, _ in of_year.values())
    bars = (bar for place, of_year in enumerate(counts) for bar in _bars(of_year, place * band, band, most))
    return Overview(tuple(bars))


def _counts(year: Year, *, by_month: bool) -> dict[int | None, tuple[int, EventView]]:
    """Return how many events begin in each month of *year* (None: no month), and the first of these."""
    months = [entry.date.month if by_month and entry.date else None for entry in year.entries]
    counts = Counter(months)
    firsts = dict(zip(reversed(months), reversed(year.entries), strict=True))
    return {month: (counts[month], firsts[month]) for month in sorted(counts, key=lambda month: month or 0)}


def _bars(
    counts: dict[int | None, tuple[int, EventView]], left: float, band: float, most: int
) -> Iterator[Bar]:
    for month, (count, first) in counts.items():
        # The square root keeps one event visible beside a hundred.
        height = round(max(HEIGHT * (count / most) ** 0.5, 3), 1)
        start, width = (
            (left, band) if month is None else (left + band * (1 - _GAP) * (month - 1) / 12, band / 12)
        )
        yield Bar(first.anchor, round(start, 1), round(width * (1 - _GAP), 1), height, month is None)
