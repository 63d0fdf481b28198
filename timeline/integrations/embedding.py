"""What a page of a docs site asks for: one or more timeline.json, what of them is shown, and how."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from timeline.dates import PartialDate, parse_edtf, phrases
from timeline.errors import UsageError
from timeline.models import Generated, Selection, Timeline
from timeline.rendering.html_dates import WrittenDate, as_heading, machine_readable
from timeline.rendering.labels import labels
from timeline.rendering.page_layout import page_of
from timeline.rendering.view import Page
from timeline.store import read_timeline
from timeline.timelines.selection import Criteria, select

PREFIX = "timeline-"
"""What anchors begin with: those of the page around a timeline are left alone."""

_PREFIX_FORM = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a page asks for.

    *title* stands above the events instead of the timeline's own; an empty one leaves the heading out, and
    then years take its *level*. *evidence* shows the quotes, and how each was dated. None is the default: for
    *prefix* that of the page's nth timeline, for *locale* the timeline's language.
    """

    title: str | None = None
    level: int = 2
    prefix: str | None = None
    evidence: bool = True
    locale: str | None = None
    criteria: Criteria = field(default_factory=Criteria)


@dataclass(frozen=True, slots=True)
class Shown:
    """A timeline as it stands in a page: every anchor begins with *prefix*; *title* is None for no title."""

    page: Page
    title: str | None
    level: int
    prefix: str
    evidence: bool


def read_request(options: Mapping[str, str]) -> Request:
    """Return what *options* ask for. Raises UsageError for an unknown option, or an invalid value."""
    given = {name: _read(name, value.strip()) for name, value in options.items()}
    criteria = {
        name: given.pop(name) for name in ("top", "from", "to", "topic", "tags", "sources") if name in given
    }
    renamed = {{"from": "since", "to": "until"}.get(name, name): value for name, value in criteria.items()}
    return Request(criteria=Criteria(**renamed), **given)


def show(files: Sequence[Path], request: Request, number: int = 1) -> Shown:
    """Return the timeline of *files*, of several as one, laid out as the *number*th of its page.

    Raises StoreError, naming the file and the place in it, for what is not a timeline, UsageError for an
    impossible selection, and RenderError when a timeline does not hold what it cites.
    """
    timeline = combined([read_timeline(file) for file in files])
    prefix = request.prefix or (PREFIX if number == 1 else f"{PREFIX}{number}-")
    page = page_of(
        select(timeline, request.criteria), labels(request.locale) if request.locale else None, prefix
    )
    if page.selection:
        # For a selection of events, only the articles that they cite.
        page = replace(page, articles=tuple(mentioned for mentioned in page.articles if mentioned.cited))
    title = page.title if request.title is None else request.title
    return Shown(page, title or None, request.level, prefix, request.evidence)


def combined(timelines: Sequence[Timeline]) -> Timeline:
    """Return *timelines* as one, with the title and language of the first: each article and event once."""
    first, *others = timelines
    if not others:
        return first
    return replace(
        first,
        articles=_each_once(article for timeline in timelines for article in timeline.articles),
        events=_each_once(event for timeline in timelines for event in timeline.events),
        undated=_each_once(event for timeline in timelines for event in timeline.undated),
        rejected=tuple(dict.fromkeys(rejection for timeline in timelines for rejection in timeline.rejected)),
        failed=tuple(dict.fromkeys(failure for timeline in timelines for failure in timeline.failed)),
        selection=_selected_together(timelines),
        generated=_generated_together([timeline.generated for timeline in timelines]),
    )


def title_words(date: WrittenDate | None, locale: str) -> tuple[tuple[str, str | None], ...]:
    """Return the words of *date* as they stand in a heading, each run with its `datetime`, or None."""
    if date is None:
        return ()
    first, *others = phrases(parse_edtf(date.edtf), locale)
    heading = (first._replace(words=as_heading(first.words)), *others)
    return tuple((phrase.words, machine_readable(phrase.date) if phrase.date else None) for phrase in heading)


def _each_once(values: Iterable[Any]) -> tuple[Any, ...]:
    by_id: dict[str, Any] = {}
    for value in values:
        by_id.setdefault(value.id, value)
    return tuple(by_id.values())


def _selected_together(timelines: Iterable[Timeline]) -> Selection | None:
    """Return what was selected from all of *timelines*; None when nothing was left out of any."""
    selections = [timeline.selection for timeline in timelines]
    if not any(selections):
        return None
    counts = [len(timeline.events) + len(timeline.undated) for timeline in timelines]
    return Selection(
        shown=sum(counts),
        events=sum(
            selection.events if selection else count
            for selection, count in zip(selections, counts, strict=True)
        ),
        criteria=tuple(
            dict.fromkeys(words for selection in selections if selection for words in selection.criteria)
        ),
    )


def _generated_together(generated: Sequence[Generated]) -> Generated:
    def joined(values: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(values))

    return Generated(
        by=joined(one.by for one in generated),
        model=joined(one.model for one in generated),
        prompts=joined(one.prompts for one in generated),
    )


def _read(name: str, value: str) -> Any:  # noqa: ANN401 - each option has a type of its own
    if name not in OPTIONS:
        near = get_close_matches(name, OPTIONS, 1)
        hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(OPTIONS)}."
        raise UsageError(f"There is no option “{name}” of a timeline in a page: {hint}")
    called, read = OPTIONS[name]
    try:
        return read(value)
    except ValueError:
        raise UsageError(f"The option “{name}” takes {called}, not “{value}”.") from None


def _level(value: str) -> int:
    return int(value) if value in ("1", "2", "3", "4") else _refuse(value)


def _count(value: str) -> int:
    return max(int(value), 0) or _refuse(value)


def _prefix(value: str) -> str:
    return value if _PREFIX_FORM.fullmatch(value) else _refuse(value)


def _switch(value: str) -> bool:
    return value == "on" if value in ("on", "off") else _refuse(value)


def _day(value: str) -> PartialDate:
    date = parse_edtf(value)
    return date if isinstance(date, PartialDate) else _refuse(value)


def _words(value: str) -> str:
    return value or _refuse(value)


def _tags(value: str) -> frozenset[str]:
    return frozenset(filter(None, map(str.strip, value.split(",")))) or _refuse(value)


def _refuse(value: str) -> NoReturn:
    raise ValueError(value)


OPTIONS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "title": ("words", str),
    "level": ("a heading's level from 1 to 4", _level),
    "prefix": ("letters, digits and hyphens, a letter first", _prefix),
    "from": ("a day, a month or a year, such as 2015-10", _day),
    "to": ("a day, a month or a year, such as 2015-10", _day),
    "top": ("a number of events", _count),
    "topic": ("words that an event mentions", _words),
    "tags": ("tags with commas between them", _tags),
    "sources": ("a number of independent sources", _count),
    "evidence": ("on or off", _switch),
    "locale": ("the tag of a language, such as de", _words),
}
"""The options of a timeline in a page, each with what its value is, in words."""
