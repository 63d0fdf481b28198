"""The publication date (document creation time) with its basis: metadata, else the text or the web address.

Never the day of the build, never the file's own date. What the text states must be known at least to the
month; only a copyright line that is all there is may give a year, and then no more than the year. In a
language whose publication lines are not known, only metadata, the web address, and lines with nothing but a
date count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

from timeline.articles.metadata import Metadata, web_address
from timeline.dates import EventDate, PartialDate, Precision, parse_edtf
from timeline.lang.base import Language, PublicationLines
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import find
from timeline.models import (
    MetadataBasis,
    PublicationBasis,
    TextBasis,
    UnclearMetadataBasis,
    UnknownPublicationBasis,
)
from timeline.phrasing import shorten
from timeline.timex import TimeExpression, resolve

_HEAD_LINES = 20
_TAIL_LINES = 10
_LINE_LIMIT = 160  # code points: a longer line is a paragraph
_REACH = 200  # code points after "A version of this article appeared …" in which its date stands
_CHRONOLOGY = 3  # as many lines that are dates are a chronicle's headings
_DATELINE_END = re.compile(r"\)?\s*(?:\([^)]{1,40}\)\s*)?(?:[—–•:-]|$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_RANGE = re.compile(r"\d{4}\s*[-–—/]\s*\d{2}")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\b|[+-]\d{2}:?\d{2}\b")
"""A time of day, and its distance from UTC."""


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published (None: unknown), and on what basis."""

    date: EventDate | None
    basis: PublicationBasis


@dataclass(frozen=True, slots=True)
class _DateLine:
    """A line that states only a date; *label* says whether that is a publication or a later change."""

    date: PartialDate
    line: str
    label: str


def find_publication(text: str, metadata: Metadata, origin: str, language: Language) -> Publication:
    """Return the publication date by the strongest evidence; *origin* names the source of *metadata*.

    *language* is the text's language; a date in metadata may be in English words too. If metadata
    states an unreadable date, the publication date is unknown, and the basis says so.
    """
    if metadata.date is not None:
        date = read_date(metadata.date, language) or read_date(metadata.date, language_of("en"))
        if date is None:
            written = shorten(metadata.date, _LINE_LIMIT)
            return Publication(None, UnclearMetadataBasis(source=origin, text=written))
        return Publication(date, MetadataBasis(source=origin))
    found = _evidence(text, web_address(metadata.url), language)
    return next(found, Publication(None, UnknownPublicationBasis()))


def read_date(written: str, language: Language) -> EventDate | None:
    """Read a date on its own, in EDTF, ISO 8601 or words of *language*, as precise as it is written.

    Returns None for anything else, and for an ambiguous date.

    >>> english = language_of("en")
    >>> str(read_date("2021-03-24T23:30:00-05:00", english)), str(read_date("24 March 2021", english))
    ('2021-03-24', '2021-03-24')
    >>> read_date("03/04/2021", english)
    """
    if len(written) > _LINE_LIMIT:
        return None
    for read in (parse_edtf, _read_iso):
        try:
            return read(written)
        except ValueError:
            continue
    if _left_over(written, language):
        return None
    day_first = language.writes_day_first
    found = find(written, language)
    dates = (resolve(expression, None, day_first=day_first).date for expression in found)
    return next((date for date in dates if date is not None and not date.uncertain), None)


def _read_iso(written: str) -> EventDate:
    return PartialDate.of(datetime.fromisoformat(written).date())


def _evidence(text: str, url: str | None, language: Language) -> Iterator[Publication]:
    """Yield the evidence for the publication date, the strongest first."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = lines[:_HEAD_LINES]
    rights = _copyright_lines(lines, language.publication)
    date_lines = _date_lines(head, language)
    yield from (
        Publication(line.date, TextBasis(rule="publication_line", text=line.line))
        for line in date_lines
        if line.label != "updated"
    )
    yield from _printed(lines, language)
    yield from _copyright_days(rights, language)
    yield from _datelines(head, language)
    yield from _address(url, language)
    yield from (
        Publication(line.date, TextBasis(rule="updated_line", text=line.line))
        for line in date_lines
        if line.label == "updated"
    )
    yield from _copyright_year(lines, rights)


def _copyright_lines(lines: list[str], wording: PublicationLines | None) -> list[str]:
    if wording is None or wording.copyright is None:
        return []
    tail = (line for line in lines[-_TAIL_LINES:] if len(line) <= _LINE_LIMIT)
    return [line for line in tail if wording.copyright.match(line)]


def _date_lines(head: list[str], language: Language) -> list[_DateLine]:
    """Return the lines that are dates, labelled ones first, without the many headings of a chronicle."""
    found = [
        date_line
        for line in head
        if len(line) <= _LINE_LIMIT
        for date_line in _read_date_line(line, language)
    ]
    plain = {line.date for line in found if not line.label}
    if len(plain) >= _CHRONOLOGY:
        found = [line for line in found if line.label]
    return sorted(found, key=lambda line: (not line.label, line.date.precision))


def _read_date_line(line: str, language: Language) -> Iterator[_DateLine]:
    for segment in re.split(r"[|•·]", line):
        if not any(character.isdigit() for character in segment) or _left_over(segment, language):
            continue
        position = 0
        for expression, date in _dates(segment, language):
            before = segment[position : expression.start]
            label = _label(before, language.publication)
            yield _DateLine(date, shorten(segment, _LINE_LIMIT), label)
            position = expression.end


def _label(before: str, wording: PublicationLines | None) -> str:
    """Return what the words *before* a date call it: "updated", "published", or nothing."""
    if wording and wording.updated.search(before):
        return "updated"
    return "published" if _CLOCK.search(before) or (wording and wording.labels.search(before)) else ""


def _dates(text: str, language: Language) -> list[tuple[TimeExpression, PartialDate]]:
    """Return the dates in *text* that state at least a month and a year."""
    day_first = language.writes_day_first
    found = find(text, language)
    resolved = ((expression, resolve(expression, None, day_first=day_first).date) for expression in found)
    return [
        (expression, date)
        for expression, date in resolved
        if isinstance(date, PartialDate) and date.precision <= Precision.MONTH and not date.uncertain
    ]


def _left_over(text: str, language: Language) -> bool:
    """Return whether *text* has more than time expressions, their labels and a byline."""
    wording = language.publication
    rest, position = [], 0
    for expression in find(text, language):
        rest.append(text[position : expression.start])
        position = expression.end
    rest.append(text[position:])
    rest = [_CLOCK.sub(" ", part) for part in rest]
    if wording:
        if wording.byline.match(rest[0]):
            rest[0] = ""
        rest = [wording.labels.sub("", part) for part in rest]
    return any(map(str.isalnum, "".join(rest)))


def _printed(lines: list[str], language: Language) -> Iterator[Publication]:
    if language.publication is None or language.publication.printed is None:
        return
    for line in lines:
        stated = language.publication.printed.search(line)
        if not stated:
            continue
        after = line[stated.end() : stated.end() + _REACH]
        for expression, date in _dates(after, language):
            quote = line[stated.start() : stated.end() + expression.end]
            yield Publication(date, TextBasis(rule="print_edition_line", text=shorten(quote, _LINE_LIMIT)))


def _copyright_days(rights: list[str], language: Language) -> Iterator[Publication]:
    for line in rights:
        yield from (
            Publication(date, TextBasis(rule="copyright_line", text=shorten(line, _LINE_LIMIT)))
            for _, date in _dates(line, language)
        )


def _copyright_year(lines: list[str], rights: list[str]) -> Iterator[Publication]:
    """Yield the copyright line's year, unless the article contradicts it: sites print the current year."""
    years = {int(year) for line in rights for year in _YEAR.findall(line)}
    if len(years) != 1 or any(_YEAR_RANGE.search(line) for line in rights):
        return
    year = years.pop()
    named = {int(found) for line in lines if line not in rights for found in _YEAR.findall(line)}
    if not named or year - 1 <= max(named) <= year:
        yield Publication(
            PartialDate(year), TextBasis(rule="copyright_line", text=shorten(rights[0], _LINE_LIMIT))
        )


def _datelines(head: list[str], language: Language) -> Iterator[Publication]:
    if language.publication is None or language.publication.place is None:
        return
    for line in head:
        opening = line[:_LINE_LIMIT]
        for expression, date in _dates(opening, language):
            placed = language.publication.place.fullmatch(opening[: expression.start])
            if placed and _DATELINE_END.match(opening[expression.end :]):
                yield Publication(date, TextBasis(rule="dateline", text=opening[: expression.end]))


@cache
def _address_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a day and a month in a web address, with months as numbers or in *language*."""
    names = sorted(language.calendar.months if language.calendar else (), key=len, reverse=True)
    month = rf"({'|'.join(['0?[1-9]', '1[0-2]', *names])})"
    day = rf"(?<!\d)((?:19|20)\d\d)([/_-]){month}\2(0?[1-9]|[12]\d|3[01])(?!\d)"
    of_month = rf"(?<=/)((?:19|20)\d\d)(/){month}(?=/)"
    return re.compile(day, re.IGNORECASE), re.compile(of_month, re.IGNORECASE)


def _address(url: str | None, language: Language) -> Iterator[Publication]:
    path = urlsplit(url).path if url else ""
    months = language.calendar.months if language.calendar else {}
    for pattern in _address_patterns(language):
        for found in pattern.finditer(path):
            year, _, month, *day = found.groups()
            number = months.get(month.lower()) or int(month)
            try:
                yield Publication(
                    PartialDate(int(year), number, int(day[0]) if day else None),
                    TextBasis(rule="web_address", text=found[0]),
                )
            except ValueError:
                continue
