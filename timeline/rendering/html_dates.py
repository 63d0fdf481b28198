"""Dates in words, with what HTML's time element takes for each day, month or year in them."""

from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.dates import DatePhrase, EventDate, PartialDate, Precision, phrases
from timeline.rendering.escaping import Html, escaped_html


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in *words* as within a sentence, as a *heading*, in EDTF, and as HTML with time elements.

    *month* is that of its first day, None when it is not known as finely.
    """

    words: str
    heading: str
    edtf: str
    month: int | None
    html: Html

    def __str__(self) -> str:
        """Return the heading."""
        return self.heading

    def __html__(self) -> Html:
        """Return the heading, escaped, with time elements: what template engines ask a value for."""
        return self.html


@lru_cache(maxsize=16384)
def write_date(when: EventDate, locale: str = "en") -> WrittenDate:
    """Return *when* in words that claim no more than it says. Raises ValueError for an unknown language."""
    parts = phrases(when, locale)
    words = "".join(phrase.words for phrase in parts)
    heading = as_heading(words)
    first = parts[0]._replace(words=heading[: len(parts[0].words)])
    month = when.first.month if when.precision <= Precision.MONTH else None
    return WrittenDate(words, heading, str(when), month, Html("".join(map(_html, (first, *parts[1:])))))


def as_heading(words: str) -> str:
    """Return *words* as a heading begins; "c." stays as it is written."""
    return words if words.startswith("c. ") else words[:1].upper() + words[1:]


def machine_readable(part: PartialDate) -> str | None:
    """Return *part* as HTML writes it, which knows neither seasons nor decades nor years before our era.

    >>> machine_readable(PartialDate(2015, 10, approximate=True))
    '2015-10'
    >>> machine_readable(PartialDate(1990, unspecified=1)) is None
    True
    """
    if part.year < 1 or part.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return None
    return str(replace(part, approximate=False, uncertain=False, masked=0))


def _html(phrase: DatePhrase) -> str:
    words = escaped_html(phrase.words)
    machine = phrase.date and machine_readable(phrase.date)
    return f'<time datetime="{machine}">{words}</time>' if machine else words
