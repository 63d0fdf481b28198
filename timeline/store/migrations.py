"""Timelines and extractions of schema 1, as schema 2 has them.

Prose that schema 1 wrote in one of its own forms becomes data. Any other words, written by hand or by
somebody else's program, are carried verbatim, as a rule or reason "as_worded". What is missing or has a type
that schema 1 does not allow is left as it is, so that reading schema 2 reports it by its place.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from timeline.dates import parse_edtf

Json = dict[str, Any]

_MARKS = {
    "edited": "edited",
    "superseded": "superseded",
    "published date inferred": "publication_date_inferred",
    "dated by the model": "dated_by_model",
    "grouped by the model": "clustered_by_model",
}
_REASONS = {
    "the model sees no event at that time": "no_event",
    "the model sees no event in it": "no_event",
    "one of a list of times": "list_of_times",
    "only compared with that time": "only_compared",
    "says the same time once more": "same_time_again",
    **{
        words: words.replace(" ", "_").replace("-", "_")
        for words in (
            "byline",
            "caption",
            "closing note",
            "code",
            "comments notice",
            "copyright line",
            "correction note",
            "credit",
            "date line",
            "headline",
            "navigation",
            "print-edition line",
            "publication line",
            "source list",
            "subscription notice",
            "teaser",
        )
    },
}
_DETAILED_REASONS = (
    (re.compile(r"not answered: (?P<detail>.+)", re.DOTALL), "not_answered"),
    (re.compile(r"hidden by an edit: (?P<detail>.+)", re.DOTALL), "hidden_by_edit"),
    (
        re.compile(r"the model names a time “(?P<detail>.*?)” that the sentence has not: “(?P<headline>.*)”"),
        "time_not_in_sentence",
    ),
    (
        re.compile(r"the model calls it “(?P<detail>.*?)”, which is no kind of event: “(?P<headline>.*)”"),
        "unknown_kind",
    ),
    (
        re.compile(r"the model tells another event of the same sentence and time: “(?P<headline>.*)”"),
        "second_event",
    ),
)
_PUBLICATION_TEXTS = {
    "text": "publication_line",
    "text, updated": "updated_line",
    "print-edition line": "print_edition_line",
    "copyright line": "copyright_line",
    "dateline": "dateline",
    "url": "web_address",
}
_PUBLICATION_TEXT = re.compile(rf"({'|'.join(_PUBLICATION_TEXTS)}): '(.*)'")
_FIXED_PUBLICATION: Mapping[str, Json] = {
    "front matter": {"rule": "metadata", "source": "front matter"},
    "JSON line": {"rule": "metadata", "source": "JSON line"},
    "given with --published": {"rule": "given"},
    "unknown": {"rule": "unknown"},
}
_UNCLEAR = re.compile(
    r"unknown: the date '(?P<text>.*)' in the (?P<source>.*) is unclear, write it like 2015-10-21"
)
_EVIDENCE = re.compile(
    r"“(?P<words>[^”]*)” is (?P<date>[\d-]+) in (?:another article|(?P<articles>\d+) other articles)"
)
_CRITERIA: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Json]], ...] = (
    (re.compile(r"the most important"), lambda _: {"by": "top", "count": 1}),
    (re.compile(r"the ([\d,]+) most important"), lambda m: {"by": "top", "count": _number(m[1])}),
    (
        re.compile(r"told by ([\d,]+) independent sources? or more"),
        lambda m: {"by": "sources", "least": _number(m[1])},
    ),
    (re.compile(r"on “(.*)”"), lambda m: {"by": "topic", "words": m[1]}),
)

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = "spring summer autumn winter".split()
_DATE = r"(?P<anchor>-?\d[\dX]{3}[\d/X~?%.-]*)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_UNIT = "(?P<unit>hour|day|week|fortnight|weekend|month|quarter|year|decade|century)"
_NAME = r"[A-Z]\w*[\w'’.]*(?: (?:of|the|der|des|[A-Z0-9][\w'’.]*))*"
_YEARLY = rf"(?P<yearly>(?:(?P<day>\d+) )?(?:{'|'.join(_MONTHS)})|{'|'.join(_SEASONS)}|{_NAME})"
_SIDE = "(?P<side>before|after)"
_ORDER = "(?P<order>day, month, year|month, day, year)"
_OR_ELSE = r"(?:; it may be (?P<or_else>\S+) too)?"
_UNRESOLVED = {
    "the article's publication date is unknown": "publication_date_unknown",
    "no date was told before it": "no_date_before",
    "it counts from an event, not from a date": "counts_from_event",
    "no calendar has such a date": "no_such_date",
    "the date that it counts from is not known to the day": "anchor_not_known_to_the_day",
    "it names no year, and the article's publication date is unknown": "no_year_and_publication_date_unknown",
}
# The forms of schema 1, each with the rule, and what of it is not in the words' own places.
_BASES: tuple[tuple[str, Json], ...] = (
    (r"stated in the text", {"rule": "stated"}),
    (rf"read as {_ORDER}, as the article writes dates", {"rule": "numeric_order"}),
    (rf"read as {_ORDER}; it may be (?P<or_else>\S+) too", {"rule": "numeric_order"}),
    (rf"the {_WEEKDAY} on or before {_DATE}", {"rule": "weekday_on_or_before"}),
    (rf"the first {_WEEKDAY} on or after {_DATE}", {"rule": "weekday_on_or_after"}),
    (rf"the last {_WEEKDAY} before {_DATE}", {"rule": "weekday_before"}),
    (rf"the first {_WEEKDAY} after {_DATE}", {"rule": "weekday_after"}),
    (rf"the {_WEEKDAY} of the week of {_DATE}", {"rule": "weekday_of_week", "weeks": 0}),
    (rf"the {_WEEKDAY} of the week {_SIDE} {_DATE}{_OR_ELSE}", {"rule": "weekday_of_week", "weeks": 1}),
    (rf"the {_WEEKDAY} of (?P<weeks>\d+) weeks {_SIDE} {_DATE}", {"rule": "weekday_of_week"}),
    (rf"the latest weekend on or before {_DATE}", {"rule": "weekend_on_or_before"}),
    (rf"the first weekend on or after {_DATE}", {"rule": "weekend_on_or_after"}),
    (rf"the last weekend before {_DATE}", {"rule": "weekend_before"}),
    (rf"the first weekend after {_DATE}", {"rule": "weekend_after"}),
    (rf"the weekend of {_DATE}", {"rule": "weekend_of"}),
    (rf"the day itself, {_DATE}", {"rule": "calendar_unit", "unit": "day", "shift": 0}),
    (rf"the {_UNIT} of {_DATE}", {"rule": "calendar_unit", "shift": 0}),
    (rf"the {_UNIT} {_SIDE} {_DATE}", {"rule": "calendar_unit", "shift": 1}),
    (rf"the {_UNIT} up to {_DATE}", {"rule": "period_up_to"}),
    (rf"(?P<count>[\d.]+) {_UNIT}s? {_SIDE} {_DATE}", {"rule": "distance"}),
    (
        rf"a time of day with no day told before it: that of publication, {_DATE}",
        {"rule": "time_of_day"},
    ),
    (rf"the {_WEEKDAY}, {_YEARLY}, nearest to {_DATE}", {"rule": "yearly_nearest_weekday"}),
    (rf"the last {_YEARLY} on or before {_DATE}", {"rule": "yearly_on_or_before"}),
    (rf"the first {_YEARLY} on or after {_DATE}", {"rule": "yearly_on_or_after"}),
    (rf"the last {_YEARLY} before {_DATE}", {"rule": "yearly_before"}),
    (rf"the first {_YEARLY} after {_DATE}", {"rule": "yearly_after"}),
    (rf"{_YEARLY} in the year of {_DATE}", {"rule": "yearly_same_year"}),
    (rf"{_YEARLY} of the year of {_DATE}", {"rule": "yearly_of_year", "years": 0}),
    (rf"{_YEARLY} of the year {_SIDE} {_DATE}", {"rule": "yearly_of_year", "years": 1}),
    (rf"{_YEARLY} of (?P<years>\d+) years {_SIDE} {_DATE}", {"rule": "yearly_of_year"}),
)
_BASIS_FORMS = tuple((re.compile(pattern), fixed) for pattern, fixed in _BASES)
_NO_NUMBER = re.compile(rf"the text does not say how many {_UNIT}s")
_RANGE = re.compile(r"from (?P<start>.+?), to (?P<end>.+)")
_QUALIFIED = (
    ("from then on: ", "since"),
    ("by then: ", "by"),
    ("after then: ", "after"),
    ("about: ", "about"),
    ("the model's reading; ", "model"),
    ("unresolved: ", "unresolved"),
)
_BY_INFERENCE = " (publication date inferred)"


def timeline_from_schema_1(timeline: Json) -> Json:
    """Return a timeline.json of schema 1 as schema 2 has it."""
    migrated = {**timeline, "schema_version": 2}
    for name, migrate in (
        ("articles", _article),
        ("events", _event),
        ("undated", _event),
        ("rejected", _rejection),
    ):
        if name in timeline:
            migrated[name] = _each(migrate, timeline[name])
    selection = timeline.get("selection")
    if isinstance(selection, dict) and isinstance(selection.get("criteria"), list):
        criteria = [_criterion(words) for words in selection["criteria"]]
        migrated["selection"] = {**selection, "criteria": criteria}
    return migrated


def extraction_from_schema_1(line: Json) -> Json:
    """Return a line of `timeline extract` as schema 2 has it."""
    if not isinstance(line.get("article"), dict):
        return line
    migrated = {**line, "article": _article(line["article"])}
    if "mentions" in line:
        migrated["mentions"] = _each(_mention, line["mentions"])
    if "rejected" in line:
        migrated["rejected"] = _each(_rejection, line["rejected"])
    return migrated


def _each(migrate: Callable[[Json], Json], items: object) -> object:
    if not isinstance(items, list):
        return items
    return [migrate(item) if isinstance(item, dict) else item for item in items]


def _article(article: Json) -> Json:
    basis = article.get("published_basis")
    return {**article, "published_basis": publication_basis_of(basis)} if isinstance(basis, str) else article


def _event(event: Json) -> Json:
    migrated = {**event, "citations": _each(_citation, event["citations"])} if "citations" in event else event
    marks = event.get("marks")
    if not isinstance(marks, list):
        return migrated
    known = [_MARKS[mark] for mark in marks if isinstance(mark, str) and mark in _MARKS]
    others = [mark for mark in marks if not isinstance(mark, str) or mark not in _MARKS]
    return {**migrated, "marks": known, "other_marks": others}


def _mention(mention: Json) -> Json:
    migrated = dict(mention)
    if isinstance(mention.get("citation"), dict):
        migrated["citation"] = _citation(mention["citation"])
    if isinstance(mention.get("marks"), list):
        migrated["marks"] = [
            _MARKS.get(mark, mark) if isinstance(mark, str) else mark for mark in mention["marks"]
        ]
    return migrated


def _citation(citation: Json) -> Json:
    basis = citation.get("date_basis")
    migrated = _with_span(citation)
    return {**migrated, "date_basis": date_basis_of(basis)} if isinstance(basis, str) else migrated


def _with_span(passage: Json) -> Json:
    """Return *passage* with its expression as an object, with its place if the words stand just once."""
    text, quote, start = (passage.get(name) for name in ("expression", "quote", "start"))
    if not isinstance(text, str):
        return passage
    place: int | None = None
    if isinstance(quote, str) and isinstance(start, int) and text and quote.count(text) == 1:
        place = start + quote.index(text)
    end = None if place is None else place + len(text)
    return {**passage, "expression": {"text": text, "start": place, "end": end}}


def _rejection(rejection: Json) -> Json:
    reason = rejection.get("reason")
    migrated = _with_span(rejection)
    return {**migrated, **_reason(reason)} if isinstance(reason, str) else migrated


def _reason(words: str) -> Json:
    if words in _REASONS:
        return {"reason": _REASONS[words]}
    for pattern, reason in _DETAILED_REASONS:
        if found := pattern.fullmatch(words):
            return {"reason": reason, **found.groupdict()}
    return {"reason": "as_worded", "detail": words}


def _criterion(words: object) -> object:
    if not isinstance(words, str):
        return words
    for pattern, criterion in _CRITERIA:
        if found := pattern.fullmatch(words):
            return criterion(found)
    return {"by": "as_worded", "text": words}


def publication_basis_of(words: str) -> Json:
    """Return the basis of a publication date that schema 1 has in *words*.

    >>> publication_basis_of("dateline: 'OSLO, 3 May 2019'")
    {'rule': 'dateline', 'text': 'OSLO, 3 May 2019'}
    >>> publication_basis_of("the archive's catalogue")
    {'rule': 'as_worded', 'text': "the archive's catalogue"}
    """
    if words in _FIXED_PUBLICATION:
        return dict(_FIXED_PUBLICATION[words])
    if found := _UNCLEAR.fullmatch(words):
        return {"rule": "unclear_metadata", **found.groupdict()}
    if found := _PUBLICATION_TEXT.fullmatch(words):
        return {"rule": _PUBLICATION_TEXTS[found[1]], "text": found[2]}
    if words.startswith("inferred: "):
        pieces = [_EVIDENCE.fullmatch(piece) for piece in words.removeprefix("inferred: ").split("; ")]
        evidence = [_evidence(piece.groupdict()) for piece in pieces if piece]
        if len(evidence) == len(pieces) and all(_is_date(piece["date"]) for piece in evidence):
            return {"rule": "inferred", "evidence": evidence}
    return {"rule": "as_worded", "text": words}


def _evidence(found: Mapping[str, str | None]) -> Json:
    return {"words": found["words"], "date": found["date"], "articles": int(found["articles"] or 1)}


def date_basis_of(words: str) -> Json:
    """Return the basis of a date that schema 1 has in *words*.

    >>> date_basis_of("about: the month before 2019-05-03")
    {'rule': 'about', 'of': {'rule': 'calendar_unit', 'shift': -1, 'unit': 'month', 'anchor': '2019-05-03'}}
    >>> date_basis_of("as the editor remembers it")
    {'rule': 'as_worded', 'text': 'as the editor remembers it'}
    """
    return _date_basis(words) or {"rule": "as_worded", "text": words}


def _date_basis(words: str) -> Json | None:
    if words.endswith(_BY_INFERENCE):
        return _qualified("inferred_publication", words.removesuffix(_BY_INFERENCE))
    for opening, rule in _QUALIFIED:
        if words.startswith(opening):
            rest = words.removeprefix(opening)
            return _unresolved(rest) if rule == "unresolved" else _qualified(rule, rest)
    if found := _RANGE.fullmatch(words):
        start, end = _end(found["start"]), _end(found["end"])
        return {"rule": "range", "start": start, "end": end} if start and end else None
    for pattern, fixed in _BASIS_FORMS:
        if found := pattern.fullmatch(words):
            places = found.groupdict()
            dates = [places[name] for name in ("anchor", "or_else") if places.get(name)]
            return fixed | _parameters(places, fixed) if all(map(_is_date, dates)) else None
    return None


def _qualified(rule: str, words: str) -> Json | None:
    of = _date_basis(words)
    return {"rule": rule, "of": of} if of else None


def _end(words: str) -> Json | None:
    return {"rule": "stated", "date": words} if _is_date(words) else _date_basis(words)


def _unresolved(words: str) -> Json | None:
    if words in _UNRESOLVED:
        return {"rule": "unresolved", "reason": _UNRESOLVED[words]}
    if found := _NO_NUMBER.fullmatch(words):
        return {"rule": "unresolved", "reason": "no_number", "unit": found["unit"]}
    return None


def _parameters(found: Mapping[str, str | None], fixed: Json) -> Json:
    """Return the parameters that the words of a form give."""
    sign = -1 if found.get("side") == "before" else 1
    parameters: Json = {}
    for name, value in found.items():
        match name:
            case "weekday" if value:
                parameters["weekday"] = _WEEKDAYS.index(value) + 1
            case "yearly" if value:
                parameters |= _yearly(value)
            case "count" if value:
                parameters["count"] = sign * float(value)
            case "weeks" | "years" if value:
                parameters[name] = sign * int(value)
            case "order" if value:
                parameters["order"] = value.replace(", ", "_")
            case "unit" | "or_else" | "anchor" if value:
                parameters[name] = value
    shifts = {name: sign * fixed[name] for name in ("shift", "weeks", "years") if name in fixed}
    return shifts | parameters


def _yearly(words: str) -> Json:
    day, _, month = words.rpartition(" ")
    if month in _MONTHS and (not day or day.isdecimal()):
        return {"month": _MONTHS.index(month) + 1, **({"day": int(day)} if day else {})}
    return {"month": _SEASONS.index(words) + 21} if words in _SEASONS else {"name": words}


def _is_date(words: object) -> bool:
    try:
        return isinstance(words, str) and bool(parse_edtf(words))
    except ValueError:
        return False


def _number(words: str) -> int:
    return int(words.replace(",", ""))
