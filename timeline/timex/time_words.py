"""The words by which a language says when: tables that the shared rules read.

All words are in lower case. A phrase is a tuple of tokens, in which each mark is a token of its own:
("new", "year", "'", "s"). Every table may be empty: the rules that need it then read nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.timex.semantics import CalendarUnit, Side, Unit

Phrase = tuple[str, ...]
Words = frozenset[str]
NONE: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeWords:
    """The words of one language that say when; English examples stand beside each table."""

    # --- how the language is written
    nouns_capitalised: bool = False
    """Nouns, so months, weekdays and units too, begin with a capital: "Mai"."""
    ordinal_stop: bool = False
    """The day of a date has a full stop: "3. Mai"."""
    month_before_day: bool = False
    """A date may begin with its month: "May 3"."""
    day_before_month: bool = False
    """Of two numbers that may both be the month, the first is the day: 3/4/2015 is 3 April."""
    dates_hold_time: bool = False
    """A date goes on with the time of day behind it, not only a weekday does."""
    plural_ending: str = ""
    """What most plurals end with; empty: nothing is taken for one."""
    decimal_comma: bool = False
    """2,5 is two and a half, and 1.200 is 1200."""
    function_words: Words = NONE
    """Words behind which nothing is compounded: "the", "and", "was". Empty: not looked at."""

    # --- the calendar
    months: Mapping[str, int] = field(default_factory=dict)
    short_months: Words = NONE
    """Months that may have a full stop: "sept"."""
    ambiguous_months: Words = NONE
    """Months that are other words too: they need a capital, and alone a word of *month_prepositions*."""
    dependent_months: Words = NONE
    """Months that never stand alone."""
    month_prepositions: Words = NONE
    month_determiners: Words = NONE
    """Words between which and a noun an ambiguous month is one: "the March vote"."""
    period_prepositions: Words = NONE
    """Before a month behind which a number may count something: "in May 30 rebels"."""
    people: Words = NONE
    """Months that are people's names too: "April"."""
    month_cues: Words = NONE
    """Words behind which even these are months."""
    honorifics: Words = NONE
    """Words before a person's name: "Mr"."""
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """With joined parts of the day, where a language has them."""
    short_weekdays: Mapping[str, int] = field(default_factory=dict)
    """Weekdays that need a date behind them: "tue"."""
    no_weekday_behind: Words = NONE
    """Words before a weekday that is repeated or part of a name: "every", "black"."""
    no_weekday_before: Words = NONE
    """Words behind one: "nights"."""
    newspapers: Words = NONE
    """Names that go on with a weekday: "Bild am Sonntag"."""
    weekday_names: Words = NONE
    """Words with a capital that make a name with the weekday before: "Times"."""
    weekday_links: Words = NONE
    """Marks between a weekday and its date."""
    weekday_articles: Words = NONE
    """Articles between a weekday and its date."""
    seasons: Mapping[str, int] = field(default_factory=dict)
    """By their number in EDTF, 21 to 24."""
    season_prepositions: Words = NONE
    season_articles: Words = NONE
    """Articles that a season needs when it has no year."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    plural_units: Words = NONE
    joined_units: Mapping[str, CalendarUnit] = field(default_factory=dict)
    """One word for a unit and which one it is: "Vorjahr"."""
    joined_parts: Mapping[str, CalendarUnit] = field(default_factory=dict)
    """One word for a unit and a part of it: "Jahresende"."""
    fixed_days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Days that have a name, by month and day; its tokens stand apart: "new year ' s eve"."""
    movable_days: Mapping[str, int | tuple[int, int, int]] = field(default_factory=dict)
    """Days that move, by the rules of `MovableDay`."""
    loose_days: Words = NONE
    """Of these, the ones that need a word of *day_name_prepositions*, or a year."""
    day_name_prepositions: Words = NONE
    other_days: Words = NONE
    """Words before the name of a day that is another one there: "Canadian Thanksgiving"."""
    numeric_days: Mapping[tuple[str, str], tuple[int, int, int]] = field(default_factory=dict)
    """Days whose name is written in digits: "9/11"."""

    # --- dates
    month_links: Words = NONE
    """Between day and month: "of"."""
    day_links: Words = NONE
    """Between two days of a month: "and"."""
    day_articles: Words = NONE
    """Before the second of these."""
    bare_day_prepositions: Words = NONE
    """Before day and month in digits: "am 20.10."."""
    year_links: Words = NONE
    """Between month and year: "of", ","."""
    relative_years: Mapping[Phrase, CalendarUnit] = field(default_factory=dict)
    """Years behind a month that count from another: "last year"."""

    # --- numbers
    numbers: Mapping[str, float] = field(default_factory=dict)
    multipliers: Mapping[str, int] = field(default_factory=dict)
    """Words behind a number: "dozen"."""
    counted_nouns: Mapping[str, int] = field(default_factory=dict)
    """"a couple of"."""
    fractions: Mapping[str, float] = field(default_factory=dict)
    halves_behind: Phrase = ()
    """Behind a number: "and a half"."""
    vague_numbers: Words = NONE
    indefinite: Words = NONE
    """The number one as an article: "a"."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_endings: Words = NONE
    """Behind digits: "rd"."""
    counted: Words = NONE
    """What numbers count: a number before one of these is neither a day nor a year."""

    # --- times of day
    parts_of_day: Words = NONE
    nights: Words = NONE
    """"Nacht zum Mittwoch": a night that goes by the day on which it ends."""
    night_links: Words = NONE
    hours: tuple[Phrase, ...] = ()
    """Behind the numbers of a time of day: "p.m.", "o'clock"."""
    hours_behind_four_digits: Words = NONE
    zones: Words = NONE
    zone_phrases: tuple[Phrase, ...] = ()
    clock_prepositions: Words = NONE
    """Between a day and a time of day: "at"."""
    bare_clock_prepositions: Words = NONE
    """Of these, the ones behind which "18:00" is a time of day by itself."""
    clock_modifiers: Words = NONE
    """Before such a preposition: "kurz"."""
    clock_day_links: Words = NONE
    """Between a time of day and its day: "on"."""

    # --- words that count from another date
    days_from_today: Mapping[str, int] = field(default_factory=dict)
    day_adjectives: Mapping[str, int] = field(default_factory=dict)
    """"gestrig": before a day."""
    unit_phrases: Mapping[Phrase, CalendarUnit] = field(default_factory=dict)
    """Phrases for a day or a unit of the calendar: "the day before yesterday"."""
    idioms: tuple[Phrase, ...] = ()
    """Phrases that hold such a word and name no day."""
    shifts: Mapping[str, int] = field(default_factory=dict)
    """Before a unit: "last" is -1."""
    nearest_shifts: Words = NONE
    """Of these, the ones that mean the nearest weekday: "coming"."""
    inner_shifts: Words = NONE
    """Of these, the ones that stand only behind another one or behind an article: "this past summer"."""
    narrative_shifts: Words = NONE
    """Of these, the ones with which a day counts from the date mentioned last: "next day"."""
    narrative_days: Words = NONE
    """What these stand before: "day", "morning"."""
    narrative_prepositions: Words = NONE
    """Words that must stand before these; empty for any."""
    shifted_dates: bool = False
    """A weekday behind such a word may go on with its date."""
    this_day_is_previous: bool = False
    previous_shifts: Mapping[str, int] = field(default_factory=dict)
    """Before a unit, counted from the date mentioned last: "the following week"."""
    span_prepositions: Words = NONE
    """Before "the next week", which is then a stretch of time."""
    windows: Words = NONE
    """Before a unit: the stretch that ends at publication, "the past year"."""
    no_window_before: Words = NONE
    """Behind the unit: "the past year of"."""
    demonstratives: Words = NONE
    """"that week": the one mentioned last."""
    intensifiers: Words = NONE
    """Behind one of these: "that same week"."""
    adverb_units: Mapping[str, Unit] = field(default_factory=dict)
    """Units before one of *adverbs*."""
    adverbs: Mapping[str, int] = field(default_factory=dict)
    """Behind a unit without a number: "tags darauf"."""
    weekend_prepositions: Words = NONE

    # --- distances
    ago: Mapping[str, int] = field(default_factory=dict)
    """Behind a number of units, from publication: "ago" is -1."""
    ago_before: Mapping[str, int] = field(default_factory=dict)
    """The same before them: "vor", "in"."""
    later: Words = NONE
    earlier: Words = NONE
    from_now: Mapping[str, Words] = field(default_factory=dict)
    """"from" and what it goes on with: "now"."""
    before: Words = NONE
    after: Words = NONE
    than: Words = NONE
    """Behind one of these: "later than" compares."""
    target_links: Mapping[str, str] = field(default_factory=dict)
    """"prior" goes on with "to"."""
    clause_openers: Words = NONE
    """Words behind "two days before" that leave open before what."""
    weekday_distances: Mapping[Phrase, int] = field(default_factory=dict)
    """Behind a weekday: "in einer Woche"."""
    duration_prepositions: Words = NONE
    """Before a number of units that is no distance: "for"."""
    count_adjectives: Words = NONE
    """Between a number and its unit: "full"."""
    count_approximators: Words = NONE
    comparisons: Mapping[str, str] = field(default_factory=dict)
    """The same in two words: "more" "than"."""
    approximators: Words = NONE
    """Before a year or a date: "around"."""
    short_approximators: Words = NONE
    """Of these, the ones that need a full stop: "c."."""

    # --- years and periods
    year_nouns: Words = NONE
    """Before a year: "Jahr 2014"."""
    year_prepositions: Words = NONE
    year_determiners: Words = NONE
    """"the 2015 vote"."""
    no_year_behind: Words = NONE
    """Words before four digits that count or number something: "flight"."""
    plural_people: Words = NONE
    gatherings: Words = NONE
    """Names that a year follows: "Olympics"."""
    eras: Mapping[Phrase, bool] = field(default_factory=dict)
    """Whether the era is before our own: "bc"."""
    eras_before_years: Words = NONE
    """"AD 79"."""
    eras_in_capitals: bool = False
    decade_endings: Words = NONE
    """Behind the digits of a decade: "s"."""
    decade_names: Mapping[str, int] = field(default_factory=dict)
    joined_decades: Mapping[str, int] = field(default_factory=dict)
    decade_years: Words = NONE
    """What a decade of two digits or with a name goes on with: "Jahre"."""
    joined_decade_endings: Words = NONE
    centuries: Words = NONE
    short_centuries: Words = NONE
    """Of these, the ones that may have a full stop."""
    year_parts: Mapping[str, int] = field(default_factory=dict)
    """"quarter", and how many a year has."""
    part_links: tuple[Phrase, ...] = ()
    """Between these and their year: "of"."""

    # --- ranges, limits and parts
    range_words: Words = NONE
    range_articles: Words = NONE
    """Articles before the end of a range."""
    present: Words = NONE
    """An end of a range that is open: "now"."""
    open_ranges: bool = False
    """Such an end may also follow a dash, or a range that a word of *between* opens."""
    between: Mapping[str, Words] = field(default_factory=dict)
    """Words that open a range, and what joins its ends: "between" "and"."""
    limits: Mapping[str, Side] = field(default_factory=dict)
    """Words that make a date a limit: "by"."""
    limit_articles: Words = NONE
    limit_contractions: Words = NONE
    """Of these, the ones that hold a preposition: they stand before months and years too."""
    modifiers: Words = NONE
    """Before a day or a period: "late"."""
    year_modifiers: Words = NONE
    """Of these, the ones before years and seasons."""
    modified_days_only: bool = False
    articles: Words = NONE
    """Articles that are part of an expression: "the" in "the same day"."""
    parts: Words = NONE
    """Parts of a period: "end", "first"."""
    whole_parts: Words = NONE
    """Of these, the ones without a noun."""
    portions: Words = NONE
    """Nouns behind the others: "half"."""
    edges: Words = NONE
    """Parts of a period that need no link: "Ende Oktober"."""
    edge_links: Words = NONE
