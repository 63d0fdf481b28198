"""The German words that say when; what is declined stands here in all its forms."""

from itertools import product

from timeline.lang.de.calendar import SHORT_WEEKDAYS
from timeline.lang.de.lexicon import MONTHS, SHORT_MONTHS, WEEKDAYS
from timeline.lang.wordlists import numbered, unit_words
from timeline.timex.semantics import CalendarUnit, Unit
from timeline.timex.time_words import TimeWords


def _declined(stems: dict[str, int], endings: str = "e er es en em") -> dict[str, int]:
    """Return the forms of adjectives: "letzte", "letzten" and so on for "letzt"."""
    return {stem + ending: number for stem, number in stems.items() for ending in endings.split()}


_PARTS_OF_DAY = frozenset(
    "morgen früh vormittag mittag nachmittag abend nacht vormittags mittags nachmittags abends "
    "nachts morgens spätabends".split()
)
_JOINED_PARTS = "morgen früh vormittag mittag nachmittag spätnachmittag vorabend abend nacht".split()
_SEASONS = {
    prefix + word: number
    for word, number in {"frühling": 21, "frühjahr": 21, "sommer": 22, "herbst": 23, "winter": 24}.items()
    for prefix in ("", "früh", "hoch", "spät")
} | {"frühjahrs": 21, "sommers": 22}
_UNITS = unit_words(
    hour="stunde stunden minute minuten",
    day="tag tage tagen tages tags nacht nächten",
    week="woche wochen",
    weekend="wochenende wochenendes wochenenden",
    month="monat monate monaten monats",
    quarter="quartal quartale quartalen quartals",
    year="jahr jahre jahren jahres jahrs",
    decade="jahrzehnt jahrzehnte jahrzehnten jahrzehnts",
    century="jahrhundert jahrhunderte jahrhunderten jahrhunderts jh",
)
_PLURAL_UNITS = frozenset(
    "stunden minuten tage tagen nächten wochen wochenenden monate monaten quartale quartalen jahre "
    "jahren jahrzehnte jahrzehnten jahrhunderte jahrhunderten".split()
)
_UNIT_EDGES = {
    f"{unit}{joint}{edge}": CalendarUnit(name, 0)
    for unit, joint, name in (
        ("woche", "n", Unit.WEEK),
        ("monat", "s", Unit.MONTH),
        ("jahr", "es", Unit.YEAR),
    )
    for edge in ("anfang", "beginn", "mitte", "ende", "wechsel")
    if (unit, edge) not in (("woche", "ende"), ("jahr", "wechsel"), ("woche", "wechsel"))
}
_FIXED_DAYS = {
    "neujahr": (1, 1),
    "neujahrstag": (1, 1),
    "dreikönigstag": (1, 6),
    "heilige drei könige": (1, 6),
    "heiligen drei könige": (1, 6),
    "valentinstag": (2, 14),
    "walpurgisnacht": (4, 30),
    "tag der arbeit": (5, 1),
    "maifeiertag": (5, 1),
    "mariä himmelfahrt": (8, 15),
    "tag der deutschen einheit": (10, 3),
    "reformationstag": (10, 31),
    "halloween": (10, 31),
    "allerheiligen": (11, 1),
    "allerseelen": (11, 2),
    "martinstag": (11, 11),
    "nikolaustag": (12, 6),
    "heiligabend": (12, 24),
    "heiliger abend": (12, 24),
    "heiligen abend": (12, 24),
    "weihnachten": (12, 25),
    "erster weihnachtstag": (12, 25),
    "ersten weihnachtstag": (12, 25),
    "zweiter weihnachtstag": (12, 26),
    "zweiten weihnachtstag": (12, 26),
    "stephanitag": (12, 26),
    "silvester": (12, 31),
    "silvesterabend": (12, 31),
    "silvesternacht": (12, 31),
}
_MOVABLE_DAYS: dict[str, int | tuple[int, int, int]] = {
    "weiberfastnacht": -52,
    "rosenmontag": -48,
    "faschingsdienstag": -47,
    "aschermittwoch": -46,
    "palmsonntag": -7,
    "gründonnerstag": -3,
    "karfreitag": -2,
    "karsamstag": -1,
    "ostersonntag": 0,
    "ostern": 0,
    "ostermontag": 1,
    "christi himmelfahrt": 39,
    "pfingstsonntag": 49,
    "pfingsten": 49,
    "pfingstmontag": 50,
    "fronleichnam": 60,
    "muttertag": (5, 6, 2),
}
_UNITS_OF_NUMBERS = "ein zwei drei vier fünf sechs sieben acht neun".split()
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
_ONE = frozenset("ein eine einem einen einer eines".split())
_NUMBERS: dict[str, float] = (
    dict.fromkeys(_ONE, 1)
    | numbered(
        "zwei zweien, drei dreien, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn, "
        "vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn",
        2,
    )
    | _TENS
    | {
        f"{one}und{ten}": number + tens
        for number, one in enumerate(_UNITS_OF_NUMBERS, 1)
        for ten, tens in _TENS.items()
    }
    | {
        "hundert": 100,
        "einhundert": 100,
        "dutzend": 12,
        "anderthalb": 1.5,
        "eineinhalb": 1.5,
        "zweieinhalb": 2.5,
    }
    | {"dreieinhalb": 3.5, "viereinhalb": 4.5}
)
_ORDINALS = _declined(
    numbered(
        "erst, zweit, dritt, viert, fünft, sechst, siebt siebent, acht, neunt, zehnt, elft, zwölft, "
        "dreizehnt, vierzehnt, fünfzehnt, sechzehnt, siebzehnt, achtzehnt, neunzehnt, "
        "zwanzigst, einundzwanzigst",
        1,
    )
)
_DECADE_NAMES = {f"{ten}er": tens for ten, tens in _TENS.items()}
_SHIFTS = _declined(
    {"letzt": -1, "vergangen": -1, "vorig": -1, "dies": 0, "laufend": 0, "kommend": 1, "nächst": 1}
) | {"dies": 0}
_SAME = "derselbe denselben demselben derselben desselben dieselbe dasselbe".split()
_PREVIOUS_SHIFTS = _declined(
    {"selb": 0, "gleich": 0, "vorangegangen": -1, "vorherig": -1, "folgend": 1, "darauffolgend": 1}
) | dict.fromkeys(_SAME, 0)
_NEXT = frozenset(word for word in _SHIFTS if word.startswith("nächst"))
_YEARS: dict[tuple[str, ...], CalendarUnit] = {
    **{(word, "jahres"): CalendarUnit(Unit.YEAR, shift) for word, shift in _SHIFTS.items()},
    **{
        (word, "jahres"): CalendarUnit(Unit.YEAR, shift, "previous")
        for word, shift in _PREVIOUS_SHIFTS.items()
    },
    ("vorjahres",): CalendarUnit(Unit.YEAR, -1),
}
_EDGES = frozenset("anfang beginn mitte ende".split())
_APPROXIMATORS = frozenset("etwa rund circa ca ungefähr um gegen".split())
_RANGE_WORDS = frozenset(("bis",))
_ARTICLES = frozenset("dem den der zum zu".split())
_LATER, _EARLIER = frozenset("später danach darauf".split()), frozenset("zuvor davor vorher früher".split())
_BEFORE_CHRIST = ("v . chr .", "v . chr", "v chr .", "v chr", "vor christus", "vor christi")
_OUR_ERA = tuple(phrase.replace("vor", "nach").replace("v ", "n ") for phrase in _BEFORE_CHRIST)

TERMS = TimeWords(
    nouns_capitalised=True,
    ordinal_stop=True,
    day_before_month=True,
    dates_hold_time=True,
    decimal_comma=True,
    # the calendar
    months=MONTHS,
    short_months=frozenset(SHORT_MONTHS),
    ambiguous_months=frozenset(MONTHS),
    dependent_months=frozenset(SHORT_MONTHS) - frozenset("sept okt nov dez feb".split()),
    month_prepositions=frozenset(
        "im in seit bis ab vom von zum zu anfang mitte ende beginn zwischen und für auf nach vor des "
        "gegen schon erst bereits noch den dem der".split()
    ),
    people=frozenset("mai august märz jan".split()),
    month_cues=frozenset("im anfang mitte ende bis".split()),
    weekdays={**WEEKDAYS, **{day + part: WEEKDAYS[day] for day, part in product(WEEKDAYS, _JOINED_PARTS)}},
    short_weekdays=SHORT_WEEKDAYS,
    no_weekday_behind=frozenset(
        "jeden jeder jedem jedes alle schwarze schwarzer schwarzen blauer blauen super black cyber "
        "herr herrn frau dr professor".split()
    ),
    newspapers=frozenset("bild welt nzz".split()),
    weekday_links=frozenset((",", "(")),
    weekday_articles=frozenset("dem den der".split()),
    seasons=_SEASONS,
    season_prepositions=frozenset("im seit bis ab zum vom anfang mitte ende diesem".split()),
    units=_UNITS,
    plural_units=_PLURAL_UNITS,
    joined_units={
        "heuer": CalendarUnit(Unit.YEAR, 0),
        **dict.fromkeys(("vorjahr", "vorjahres"), CalendarUnit(Unit.YEAR, -1)),
        **dict.fromkeys(("vormonat", "vormonats"), CalendarUnit(Unit.MONTH, -1)),
        "vorwoche": CalendarUnit(Unit.WEEK, -1),
        "folgejahr": CalendarUnit(Unit.YEAR, 1, "previous"),
        "folgemonat": CalendarUnit(Unit.MONTH, 1, "previous"),
        "folgewoche": CalendarUnit(Unit.WEEK, 1, "previous"),
        **dict.fromkeys(("vortag", "vorabend"), CalendarUnit(Unit.DAY, -1, "previous")),
        "folgetag": CalendarUnit(Unit.DAY, 1, "previous"),
    },
    joined_parts=_UNIT_EDGES,
    fixed_days=_FIXED_DAYS,
    movable_days=_MOVABLE_DAYS,
    loose_days=frozenset(
        "ostern pfingsten weihnachten silvester neujahr halloween allerheiligen allerseelen".split()
    ),
    day_name_prepositions=frozenset("an am zu zum vor nach seit bis über ab auf um kurz gegen".split()),
    # dates
    day_links=frozenset("- / und bis oder".split()),
    day_articles=frozenset("zum den dem der".split()),
    bare_day_prepositions=frozenset(
        "am vom zum bis seit ab dem den der und zwischen vor nach auf ( ,".split()
    ),
    relative_years={**_YEARS, **{("des", *phrase): year for phrase, year in _YEARS.items()}},
    # numbers
    numbers=_NUMBERS,
    fractions=dict.fromkeys("halbe halben halbes".split(), 0.5),
    vague_numbers=frozenset(
        "wenige wenigen einige einigen mehrere mehreren viele vielen etliche etlichen paar zahlreichen "
        "zahlreiche".split()
    ),
    indefinite=_ONE,
    ordinals=_ORDINALS,
    counted=frozenset(
        "menschen personen leute männer frauen kinder soldaten polizisten einwohner besucher zuschauer "
        "mitarbeiter beschäftigte tote toten verletzte verletzten kilometer km meter metern quadratmeter "
        "hektar tonnen kilogramm kilo gramm euro dollar franken mark pfund prozent grad millionen "
        "milliarden tausend stück seiten mal stimmen sitze punkte jahre jahren tage tagen wochen monate "
        "monaten stunden minuten uhr liter watt wohnungen häuser fälle fällen".split()
    ),
    # times of day
    parts_of_day=_PARTS_OF_DAY,
    nights=frozenset(("nacht",)),
    night_links=frozenset("zum zu auf".split()),
    hours=(("uhr",),),
    zones=frozenset("mez mesz gmt utc cet cest".split()),
    clock_prepositions=frozenset("um gegen ab bis seit nach vor von".split()),
    clock_modifiers=frozenset("kurz nach vor".split()),
    clock_day_links=frozenset(("am",)),
    # words that count from another date
    days_from_today={"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2},
    day_adjectives=_declined({"heutig": 0, "gestrig": -1, "morgig": 1}),
    idioms=(("heute", "auf", "morgen"), ("bis", "heute")),
    shifts=_SHIFTS,
    nearest_shifts=frozenset(_SHIFTS),
    shifted_dates=True,
    narrative_shifts=_NEXT,
    narrative_days=frozenset(("tag", "morgen")),
    narrative_prepositions=frozenset(("am", "den")),
    this_day_is_previous=True,
    previous_shifts=_PREVIOUS_SHIFTS,
    adverb_units={
        **dict.fromkeys(_PARTS_OF_DAY | {"tag", "tags"}, Unit.DAY),
        **{word: _UNITS[word] for word in ("jahr", "monat", "woche")},
    },
    adverbs={**dict.fromkeys(_LATER, 1), **dict.fromkeys(_EARLIER - {"früher"}, -1)},
    weekend_prepositions=frozenset("am übers zum".split()),
    # distances
    ago_before={"vor": -1, "in": 1},
    later=_LATER,
    earlier=_EARLIER,
    before=frozenset(("vor",)),
    after=frozenset(("nach",)),
    than=frozenset(("als",)),
    weekday_distances={("in", "einer", "woche"): 1, ("vor", "einer", "woche"): -1},
    count_approximators=frozenset(
        "etwa rund circa ca ungefähr fast beinahe knapp gut über genau gerade nur erst".split()
    ),
    comparisons={"mehr": "als"},
    approximators=_APPROXIMATORS,
    short_approximators=frozenset(("ca",)),
    # years and periods
    year_nouns=frozenset("jahr jahre jahren jahres".split()),
    year_prepositions=frozenset(
        "seit bis ab von vom um gegen anfang mitte ende beginn jahr jahre jahres jahren zwischen vor nach "
        "anno".split()
    ),
    no_year_behind=frozenset(
        "nummer nr seite seiten zimmer flug raum version artikel paragraf paragraph § halle gate linie "
        "agenda din iso kanal über knapp fast insgesamt mindestens höchstens maximal boeing airbus "
        "windows office peugeot postfach plz tel telefon".split()
    ),
    eras={
        **{tuple(phrase.split()): True for phrase in _BEFORE_CHRIST},
        **{tuple(phrase.split()): False for phrase in _OUR_ERA},
    },
    decade_endings=frozenset(("er",)),
    joined_decade_endings=frozenset(("erjahre", "erjahren")),
    decade_names=_DECADE_NAMES,
    joined_decades={
        name + years: tens for name, tens in _DECADE_NAMES.items() for years in ("jahre", "jahren")
    },
    decade_years=frozenset(("jahre", "jahren")),
    centuries=frozenset("jahrhundert jahrhunderts jahrhunderten jh".split()),
    short_centuries=frozenset(("jh",)),
    year_parts={
        **dict.fromkeys(("quartal", "quartals", "viertel"), 4),
        **dict.fromkeys(("halbjahr", "halbjahres", "jahreshälfte"), 2),
    },
    part_links=(("des", "jahres"), ("des",)),
    # ranges, limits and parts
    range_words=_RANGE_WORDS,
    range_articles=_ARTICLES,
    present=frozenset(("heute", "jetzt")),
    open_ranges=True,
    between={
        "zwischen": frozenset(("und",)),
        **dict.fromkeys(("von", "vom"), _RANGE_WORDS | {"-"}),
    },
    limits={"bis": "by", "spätestens": "by", "vor": "by", "nach": "after"},
    limit_articles=_ARTICLES,
    limit_contractions=frozenset(("zum", "zu")),
    modifiers=frozenset("späten später frühen früher spät früh".split()),
    modified_days_only=True,
    edges=_EDGES,
    edge_links=frozenset(("des", "der")),
)
