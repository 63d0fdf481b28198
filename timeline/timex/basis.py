"""Why a time expression has its date, or has none: one small value a rule, put into words when shown.

Weekdays are those of ISO 8601, Monday 1 to Sunday 7; months are 1 to 12, and seasons 21 to 24 as in EDTF. An
*anchor* is the date that was counted from: the publication date (document creation time), or a date stated
before. Where a value is None, it is not written.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from timeline.dates.fields import OMITTED_IF_NONE, Edtf
from timeline.timex.semantics import Unit

IsoWeekday = Annotated[int, Field(ge=1, le=7)]
OptionalDate = Annotated[Edtf | None, OMITTED_IF_NONE]
OptionalNumber = Annotated[int | None, OMITTED_IF_NONE]
OptionalText = Annotated[str | None, OMITTED_IF_NONE]

NumericOrder = Literal["day_month_year", "month_day_year"]
WeekdayRule = Literal["weekday_on_or_before", "weekday_on_or_after", "weekday_before", "weekday_after"]
YearlyRule = Literal[
    "yearly_on_or_before", "yearly_on_or_after", "yearly_before", "yearly_after", "yearly_same_year"
]

UnresolvedReason = Literal[
    "publication_date_unknown",
    "no_date_before",
    "counts_from_event",
    "no_such_date",
    "anchor_not_known_to_the_day",
    "no_year_and_publication_date_unknown",
    "no_number",
]
"""Why an expression stays without a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBasis:
    """The text states the date; *date* is given where this is one end of a range."""

    rule: Literal["stated"] = "stated"
    date: OptionalDate = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericOrderBasis:
    """A numeric date with two possible orders was read in *order*; *or_else* is what it may be too."""

    rule: Literal["numeric_order"] = "numeric_order"
    order: NumericOrder
    or_else: OptionalDate = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayBasis:
    """The *weekday* nearest to the anchor on one side of it."""

    rule: WeekdayRule
    weekday: IsoWeekday
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayOfWeekBasis:
    """The *weekday* of the week *weeks* away from that of the anchor; *or_else* is what it may be too."""

    rule: Literal["weekday_of_week"] = "weekday_of_week"
    weekday: IsoWeekday
    weeks: int
    anchor: Edtf
    or_else: OptionalDate = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendBasis:
    """The weekend nearest to the anchor on one side of it."""

    rule: Literal["weekend_on_or_before", "weekend_on_or_after", "weekend_before", "weekend_after"]
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarUnitBasis:
    """The unit of the calendar that is *shift* units away from that of the anchor."""

    rule: Literal["calendar_unit"] = "calendar_unit"
    unit: Unit
    shift: int
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundBasis:
    """The week, or the weekend, of the day *anchor*."""

    rule: Literal["week_of", "weekend_of"]
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailingPeriodBasis:
    """One *unit* of time that ends at the anchor."""

    rule: Literal["period_up_to"] = "period_up_to"
    unit: Unit
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceBasis:
    """So many units before (negative) or after the anchor."""

    rule: Literal["distance"] = "distance"
    count: float
    unit: Unit
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDayBasis:
    """A time of day with no day stated before it: the day of publication."""

    rule: Literal["time_of_day"] = "time_of_day"
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyBasis:
    """A month, season, day of the year, or holiday by its *name*: the nearest on one side of the anchor."""

    rule: YearlyRule
    month: OptionalNumber = None
    day: OptionalNumber = None
    name: OptionalText = None
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyWeekdayBasis:
    """A day of the year that falls on a *weekday*: the one nearest to the anchor."""

    rule: Literal["yearly_nearest_weekday"] = "yearly_nearest_weekday"
    month: OptionalNumber = None
    day: OptionalNumber = None
    weekday: IsoWeekday
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyOfYearBasis:
    """As `YearlyBasis`, in the year that is *years* away from that of the anchor."""

    rule: Literal["yearly_of_year"] = "yearly_of_year"
    month: OptionalNumber = None
    day: OptionalNumber = None
    name: OptionalText = None
    years: int
    anchor: Edtf


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBasis:
    """From one date to another."""

    rule: Literal["range"] = "range"
    start: "DateBasis"
    end: "DateBasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedBasis:
    """The date *of* another rule as a beginning ("since"), as a limit, or as an approximate one."""

    rule: Literal["since", "by", "after", "about"]
    of: "DateBasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBasis:
    """The model's own reading, where the rules have only *of*."""

    rule: Literal["model"] = "model"
    of: "DateBasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredPublicationBasis:
    """The rule *of*, counted from a publication date that was inferred from other articles."""

    rule: Literal["inferred_publication"] = "inferred_publication"
    of: "DateBasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedBasis:
    """There is no date, for a *reason*; *unit* is what no number is given of."""

    rule: Literal["unresolved"] = "unresolved"
    reason: UnresolvedReason
    unit: Annotated[Unit | None, OMITTED_IF_NONE] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedBasis:
    """An explanation that was only ever words: that of a timeline of schema 1, or written by hand."""

    rule: Literal["as_worded"] = "as_worded"
    text: str


DateBasis = Annotated[
    StatedBasis
    | NumericOrderBasis
    | WeekdayBasis
    | WeekdayOfWeekBasis
    | WeekendBasis
    | CalendarUnitBasis
    | AroundBasis
    | TrailingPeriodBasis
    | DistanceBasis
    | TimeOfDayBasis
    | YearlyBasis
    | YearlyWeekdayBasis
    | YearlyOfYearBasis
    | RangeBasis
    | QualifiedBasis
    | ModelBasis
    | InferredPublicationBasis
    | UnresolvedBasis
    | WordedBasis,
    Field(discriminator="rule"),
]
"""Why an expression has its date, or has none."""
