"""The English words that say when."""

from itertools import product

from timeline.lang.en.calendar import SHORT_MONTHS, SHORT_WEEKDAYS
from timeline.lang.en.lexicon import MONTHS, WEEKDAYS
from timeline.lang.wordlists import numbered, unit_words
from timeline.timex.semantics import CalendarUnit, Unit
from timeline.timex.time_words import TimeWords

_UNITS = unit_words(
    hour="hour hours minute minutes",
    day="day days night nights",
    week="week weeks",
    fortnight="fortnight fortnights",
    weekend="weekend weekends",
    month="month months",
    quarter="quarter quarters",
    year="year years",
    decade="decade decades",
    century="century centuries",
)
_SHIFTS = {"last": -1, "this": 0, "next": 1, "coming": 1, "past": -1}
_LAST, _THAT = CalendarUnit(Unit.YEAR, -1), CalendarUnit(Unit.YEAR, 0, "previous")
_YEARS = {"last": _LAST, "this": CalendarUnit(Unit.YEAR, 0), "next": CalendarUnit(Unit.YEAR, 1)}
_FIXED_DAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year ' s eve": (12, 31),
    "new year ' s day": (1, 1),
    "new year ' s": (1, 1),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "valentine ' s day": (2, 14),
    "st . patrick ' s day": (3, 17),
    "st patrick ' s day": (3, 17),
    "april fools ' day": (4, 1),
    "april fool ' s day": (4, 1),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "juneteenth": (6, 19),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
}
_MOVABLE_DAYS: dict[str, int | tuple[int, int, int]] = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "whit monday": 50,
    "martin luther king day": (1, 0, 3),
    "martin luther king jr . day": (1, 0, 3),
    "mlk day": (1, 0, 3),
    "presidents ' day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "father ' s day": (6, 6, 3),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
}
_TENS = numbered("ten, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety", 1)
_NUMBERS = numbered(
    "a an one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, "
    "fifteen, sixteen, seventeen, eighteen, nineteen",
    1,
)
_ORDINALS = numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, "
    "thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth",
    1,
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_HALF_PHRASES = ("am", "pm", "a . m .", "p . m .", "a . m", "p . m", "o ' clock")
_ERAS = {"bc": True, "bce": True, "ad": False, "ce": False}
_DOTTED_ERAS = {tuple(" . ".join((*era, "")).split()): old for era, old in _ERAS.items() if len(era) == 2}
_CLOCK_PREPOSITIONS = frozenset("at around by until from about".split())
_RANGE_WORDS = frozenset("to through until till thru".split())
_APPROXIMATORS = frozenset("around circa c approximately roughly".split())
_YEAR_PREPOSITIONS = frozenset(
    "in since until till by from during before after around circa of through between year into early "
    "late mid fiscal".split()
)
_WHOLE_PARTS = frozenset("start beginning end middle close".split())

TERMS = TimeWords(
    month_before_day=True,
    plural_ending="s",
    function_words=frozenset(
        "the a an and but or when that which who in on at to of for from with as he she it they we i you "
        "his her its their was were is are be been will would had has have did do does said told not if "
        "while because so than then there this these".split()
    ),
    # the calendar
    months=MONTHS,
    short_months=frozenset(SHORT_MONTHS),
    ambiguous_months=frozenset(SHORT_MONTHS) | {"may", "march"},
    month_prepositions=_YEAR_PREPOSITIONS | frozenset("last next this on for throughout".split()),
    month_determiners=frozenset("the a its their".split()),
    period_prepositions=frozenset("in since during".split()),
    people=frozenset("april june august may jan".split()),
    honorifics=frozenset("mr mrs ms dr".split()),
    weekdays=WEEKDAYS,
    short_weekdays={**SHORT_WEEKDAYS, "tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    no_weekday_behind=frozenset(
        "every each most any black bloody super cyber giving fat sheffield man girl".split()
    ),
    no_weekday_before=frozenset("mornings afternoons evenings nights".split()),
    weekday_names=frozenset(
        "times telegraph mirror express herald mail tribune post star sun world school club".split()
    ),
    weekday_links=frozenset((",",)),
    weekday_articles=frozenset(("the",)),
    seasons={"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24},
    season_prepositions=frozenset(
        "in during by since until till over through from late early of before after last".split()
    ),
    season_articles=frozenset(("the",)),
    units=_UNITS,
    plural_units=frozenset(word for word in _UNITS if word.endswith("s")),
    unit_phrases={
        ("the", "day", "before", "yesterday"): CalendarUnit(Unit.DAY, -2),
        ("the", "day", "after", "tomorrow"): CalendarUnit(Unit.DAY, 2),
        **{
            (word, "in", "the", unit): CalendarUnit(
                Unit(unit), 0, "previous" if unit == "day" else "published"
            )
            for word, unit in product(("earlier", "later"), ("day", "week", "month", "year"))
        },
    },
    fixed_days=_FIXED_DAYS,
    movable_days=_MOVABLE_DAYS,
    loose_days=frozenset(name for name in (*_FIXED_DAYS, *_MOVABLE_DAYS) if " " not in name),
    day_name_prepositions=frozenset("at by before after since until till on over last next this".split()),
    other_days=frozenset(("canadian",)),
    numeric_days={("9", "11"): (2001, 9, 11)},
    # dates
    month_links=frozenset(("of",)),
    day_links=frozenset("- to and through until or".split()),
    year_links=frozenset((",", "of", "-")),
    relative_years={
        **{(word, "year"): year for word, year in _YEARS.items()},
        **{("of", word, "year"): year for word, year in _YEARS.items()},
        ("of", "that", "year"): _THAT,
        ("of", "the", "same", "year"): _THAT,
    },
    # numbers
    numbers={**_NUMBERS, **{word: 10 * tens for word, tens in _TENS.items()}, "dozen": 12},
    multipliers={"dozen": 12, "hundred": 100},
    counted_nouns={"couple": 2},
    fractions={"half": 0.5, "quarter": 0.25},
    halves_behind=("and", "a", "half"),
    vague_numbers=frozenset("few several many some various".split()),
    indefinite=frozenset(("a", "an")),
    ordinals=_ORDINALS,
    ordinal_endings=frozenset("st nd rd th".split()),
    counted=frozenset(
        "people men women children students soldiers troops civilians protesters victims workers members "
        "others persons passengers homes km kilometres kilometers miles metres meters feet tonnes tons "
        "acres hectares dollars euros pounds percent per million billion thousand points votes seats "
        "years year days hours minutes times degrees".split()
    ),
    # times of day
    parts_of_day=frozenset(
        "morning afternoon evening night lunchtime midday noon midnight dawn dusk".split()
    ),
    hours=tuple(tuple(phrase.split()) for phrase in _HALF_PHRASES),
    hours_behind_four_digits=frozenset(("hours", "hrs")),
    zones=frozenset(
        "gmt utc bst est edt cst cdt mst mdt pst pdt cet cest eet msk ist sgt hkt jst kst aest aedt wat "
        "eat z".split()
    ),
    zone_phrases=(("local", "time"),),
    clock_prepositions=_CLOCK_PREPOSITIONS,
    bare_clock_prepositions=_CLOCK_PREPOSITIONS,
    clock_day_links=frozenset(("on",)),
    # words that count from another date
    days_from_today={"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    shifts=_SHIFTS,
    inner_shifts=frozenset(("past",)),
    nearest_shifts=frozenset(("past", "coming")),
    narrative_shifts=frozenset(("next",)),
    narrative_days=frozenset(("day", "morning")),
    previous_shifts={"same": 0, "previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1},
    span_prepositions=frozenset("in over for within during".split()),
    windows=frozenset(("last", "past")),
    no_window_before=frozenset(("of", "in")),
    demonstratives=frozenset(("that",)),
    intensifiers=frozenset(("same",)),
    weekend_prepositions=frozenset("over at during on by in through of".split()),
    # distances
    ago={"ago": -1},
    later=frozenset(("later", "afterwards")),
    earlier=frozenset(("earlier", "previously")),
    from_now={"from": frozenset(("now", "today"))},
    before=frozenset(("before", "prior")),
    after=frozenset(("after", "following")),
    than=frozenset(("than",)),
    target_links={"prior": "to"},
    clause_openers=frozenset("and but when in at on with was were had".split()),
    duration_prepositions=frozenset("for within lasted".split()),
    count_adjectives=frozenset("full long short calendar whole more".split()),
    count_approximators=_APPROXIMATORS
    | frozenset("about almost nearly over some exactly barely only just".split()),
    comparisons={"more": "than", "less": "than", "fewer": "than", "at": "least"},
    approximators=_APPROXIMATORS,
    short_approximators=frozenset(("c",)),
    # years and periods
    year_prepositions=_YEAR_PREPOSITIONS,
    year_determiners=frozenset("the its their his her this a an our s".split()),
    no_year_behind=frozenset(
        "at than least most over nearly about only worth page number no flight room "
        "route section version".split()
    ),
    plural_people=frozenset("people men women".split()),
    gatherings=frozenset(
        "olympics games cup championship championships conference summit expo election elections "
        "festival awards euro season copyright".split()
    ),
    eras={**{(era,): old for era, old in _ERAS.items()}, **_DOTTED_ERAS},
    eras_before_years=frozenset(("ad", "a")),
    eras_in_capitals=True,
    decade_endings=frozenset(("s",)),
    decade_names={name: 10 * tens for tens, name in enumerate(_DECADES, 2)},
    centuries=frozenset(("century",)),
    year_parts={"quarter": 4, "half": 2},
    part_links=(("of",),),
    # ranges, limits and parts
    range_words=_RANGE_WORDS,
    present=frozenset("present now today date".split()),
    between={"between": frozenset(("and",)), "from": _RANGE_WORDS | {"-"}},
    limits={"by": "by", "before": "by", "after": "after"},
    modifiers=frozenset("early late mid earlier later".split()),
    year_modifiers=frozenset("early late mid".split()),
    articles=frozenset(("the",)),
    parts=_WHOLE_PARTS | frozenset("first second third fourth last final early latter".split()),
    whole_parts=_WHOLE_PARTS,
    portions=frozenset("half part quarter week weeks weekend days day months month years year".split()),
)
