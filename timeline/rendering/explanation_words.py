"""Explanations in words, in the locale of a page: of dates, publication dates, rejections and selections.

Dates that were counted from are written in EDTF, the same in all languages; the words come from
templates/labels/.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import assert_never

from timeline.dates import EventDate, describe
from timeline.dates.locales import wording_of
from timeline.models import (
    DateBasis,
    GivenBasis,
    InferredBasis,
    MetadataBasis,
    PublicationBasis,
    Rejection,
    RejectionReason,
    SelectionCriterion,
    SourcesCriterion,
    TagsCriterion,
    TextBasis,
    TimeCriterion,
    TopCriterion,
    TopicCriterion,
    UnclearMetadataBasis,
    UnknownPublicationBasis,
    WordedBasis,
    WordedCriterion,
)
from timeline.rendering.labels import Labels, labels
from timeline.timex.basis import (
    AroundBasis,
    CalendarUnitBasis,
    DistanceBasis,
    InferredPublicationBasis,
    ModelBasis,
    NumericOrderBasis,
    QualifiedBasis,
    RangeBasis,
    StatedBasis,
    TimeOfDayBasis,
    TrailingPeriodBasis,
    UnresolvedBasis,
    WeekdayBasis,
    WeekdayOfWeekBasis,
    WeekendBasis,
    YearlyBasis,
    YearlyOfYearBasis,
    YearlyWeekdayBasis,
)
from timeline.timex.semantics import Unit

_WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def basis_words(basis: DateBasis, words: Labels) -> str:
    """Return why an expression has its date, or has none.

    >>> from timeline.dates import parse_edtf
    >>> published = parse_edtf("2015-10-21")
    >>> basis = WeekdayBasis(rule="weekday_on_or_before", weekday=2, anchor=published)
    >>> basis_words(basis, labels("en"))
    'the Tuesday on or before 2015-10-21'
    """
    return _basis_words(basis, words.locale)


# Articles of one day explain their dates alike.
@lru_cache(maxsize=16384)
def _basis_words(basis: DateBasis, locale: str) -> str:  # noqa: PLR0911, PLR0912 - one case a rule
    words = labels(locale)
    match basis:
        case WordedBasis():
            return basis.text
        case StatedBasis():
            return str(basis.date) if basis.date else words.basis["stated"]
        case NumericOrderBasis():
            return _order(basis, words)
        case WeekdayBasis() | WeekdayOfWeekBasis():
            return _weekday(basis, words)
        case WeekendBasis() | AroundBasis() | TimeOfDayBasis():
            return words.basis[basis.rule].format(anchor=basis.anchor)
        case CalendarUnitBasis():
            return _calendar_unit(basis, words)
        case TrailingPeriodBasis():
            return words.unit_up_to[basis.unit.value].format(anchor=basis.anchor)
        case DistanceBasis():
            return _distance(basis.count, basis.unit, basis.anchor, words)
        case YearlyBasis() | YearlyWeekdayBasis() | YearlyOfYearBasis():
            return _yearly(basis, words)
        case RangeBasis():
            start, end = (_basis_words(one, locale) for one in (basis.start, basis.end))
            return words.basis["range"].format(start=start, end=end)
        case QualifiedBasis() | ModelBasis() | InferredPublicationBasis():
            return words.basis[basis.rule].format(of=_basis_words(basis.of, locale))
        case UnresolvedBasis():
            units = words.units[basis.unit.value] if basis.unit else ""
            return words.basis[basis.rule].format(reason=words.unresolved[basis.reason].format(units=units))
        case _:
            assert_never(basis)


def _weekday(basis: WeekdayBasis | WeekdayOfWeekBasis, words: Labels) -> str:
    weekday = weekday_name(basis.weekday, words.locale)
    if isinstance(basis, WeekdayBasis):
        return words.basis[basis.rule].format(weekday=weekday, anchor=basis.anchor)
    found = _shifted("weekday_of", Unit.WEEK, basis.weeks, basis.anchor, words, weekday=weekday)
    return _or_else(found, basis.or_else, words)


def _yearly(basis: YearlyBasis | YearlyWeekdayBasis | YearlyOfYearBasis, words: Labels) -> str:
    if isinstance(basis, YearlyWeekdayBasis):
        name = yearly_name(basis.month, basis.day, None, words)
        weekday = weekday_name(basis.weekday, words.locale)
        return words.basis[basis.rule].format(name=name, weekday=weekday, anchor=basis.anchor)
    name = yearly_name(basis.month, basis.day, basis.name, words)
    if isinstance(basis, YearlyBasis):
        return words.basis[basis.rule].format(name=name, anchor=basis.anchor)
    return _shifted("yearly_of", Unit.YEAR, basis.years, basis.anchor, words, name=name)


def _order(basis: NumericOrderBasis, words: Labels) -> str:
    read = words.basis[basis.order]
    if basis.or_else is None:
        return words.basis["as_the_article_writes"].format(read=read)
    return _or_else(read, basis.or_else, words)


def _or_else(found: str, other: EventDate | None, words: Labels) -> str:
    return found if other is None else words.basis["or_else"].format(basis=found, date=other)


def _shifted(rule: str, unit: Unit, shift: int, anchor: EventDate, words: Labels, **what: str) -> str:
    """Return the words for what lies in the week, or the year, *shift* away from that of *anchor*."""
    side = "before" if shift < 0 else "after"
    if shift == 0:
        return words.basis[f"{rule}_{unit.value}"].format(anchor=anchor, **what)
    if abs(shift) == 1:
        return words.basis[f"{rule}_{unit.value}_{side}"].format(anchor=anchor, **what)
    length = words.lengths[unit.value](abs(shift))
    return words.basis[f"{rule}_{unit.value}s_{side}"].format(anchor=anchor, length=length, **what)


def _calendar_unit(basis: CalendarUnitBasis, words: Labels) -> str:
    if abs(basis.shift) > 1:
        return _distance(basis.shift, basis.unit, basis.anchor, words)
    tables = {-1: words.unit_before, 0: words.unit_of, 1: words.unit_after}
    return tables[basis.shift][basis.unit.value].format(anchor=basis.anchor)


def _distance(count: float, unit: Unit, anchor: EventDate, words: Labels) -> str:
    number = abs(count)
    length = words.lengths[unit.value](int(number) if number == int(number) else number)
    return words.basis["distance_before" if count < 0 else "distance_after"].format(
        length=length, anchor=anchor
    )


@cache
def weekday_name(weekday: int, locale: str = "en") -> str:
    """Return the name of a weekday, Monday 1."""
    if locale == "en":
        return _WEEKDAYS[weekday - 1]
    from timeline.dates.locales import cldr_locale

    return str(cldr_locale(locale).days["format"]["wide"][weekday - 1])


def yearly_name(month: int | None, day: int | None, name: str | None, words: Labels) -> str:
    """Return what comes once a year: a holiday by its *name*, a month, a season or a day of a month."""
    if month is None:
        return name or ""
    if month in _SEASONS:
        return words.seasons[_SEASONS[month]]
    calendar = wording_of(words.locale).calendar
    month_name = calendar.months[month - 1]
    return month_name if day is None else calendar.month_day.format(day=day, month=month_name)


def publication_words(basis: PublicationBasis, words: Labels) -> str:
    """Return how the publication date of an article is known, or why it is not."""
    match basis:
        case WordedBasis():
            return basis.text
        case MetadataBasis():
            return words.metadata.get(basis.source, basis.source)
        case UnclearMetadataBasis():
            source = words.metadata.get(basis.source, basis.source)
            return words.publication[basis.rule].format(text=basis.text, source=source)
        case TextBasis():
            return words.publication[basis.rule].format(text=basis.text)
        case InferredBasis():
            pieces = [
                words.evidence(piece.articles, words=piece.words, date=str(piece.date))
                for piece in basis.evidence
            ]
            return words.publication[basis.rule].format(evidence="; ".join(pieces))
        case GivenBasis() | UnknownPublicationBasis():
            return words.publication[basis.rule]
        case _:
            assert_never(basis)


def reason_words(rejection: Rejection, words: Labels) -> str:
    """Return why a candidate was left out."""
    detail, headline = rejection.detail or "", rejection.headline or ""
    match rejection.reason:
        case RejectionReason.AS_WORDED | RejectionReason.BOILERPLATE:
            return detail
        case RejectionReason.NO_EVENT if rejection.expression:
            return words.reasons["no_event_at_that_time"]
        case reason:
            return words.reasons[reason].format(detail=detail, headline=headline)


def criteria_words(criteria: Sequence[SelectionCriterion], words: Labels) -> str:
    """Return by what events were selected."""
    return "; ".join(_criterion_words(criterion, words) for criterion in criteria)


def _criterion_words(criterion: SelectionCriterion, words: Labels) -> str:
    match criterion:
        case WordedCriterion():
            return criterion.text
        case TimeCriterion():
            return words.criteria[criterion.by].format(date=describe(criterion.date, words.locale))
        case TopicCriterion():
            return words.criteria["topic"].format(words=criterion.words)
        case TagsCriterion():
            return words.criteria["tags"].format(tags=", ".join(criterion.tags))
        case SourcesCriterion():
            return words.least_sources(criterion.least)
        case TopCriterion():
            return words.most_important(criterion.count)
        case _:
            assert_never(criterion)
