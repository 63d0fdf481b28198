"""The English words that say when.

All words are in lower case. In a phrase each word and each mark is an element of its own, as tokens are.
The grammar's smallest words (the, a, of, and) stand in the rules themselves.
"""

from typing import Literal

from timeline.lang.wordlists import grouped, numbered

# --- the calendar

SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
VERB_MONTHS = frozenset("may march".split())
NAMES_OF_PEOPLE = frozenset("april june august may jan".split())
HONORIFICS = frozenset("mr mrs ms dr".split())
SHORT_WEEKDAYS = numbered("mon, tues tue, wed weds, thurs thur thu, fri, sat, sun", 0)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Seasons by their number in EDTF."""
UNITS = grouped(
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
PARTS_OF_DAY = frozenset("morning afternoon evening night lunchtime midday noon midnight dawn dusk".split())
REPEATED_PARTS_OF_DAY = frozenset("mornings afternoons evenings nights".split())
ZONES = frozenset(
    "gmt utc bst est edt cst cdt mst mdt pst pdt cet cest eet msk ist sgt hkt jst kst aest aedt wat "
    "eat z".split()
)
FIXED_DAYS = {
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
"""Days that have a name, by month and day."""
MOVABLE_DAYS: dict[str, int | tuple[int, int, int]] = {
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
"""Days that move.

With Easter, by their distance from it in days, or by month, day of the week and which one (-1 the last).
"""
ELSEWHERE = frozenset("canadian".split())
"""Words before the name of a day that is another one there."""
NUMERIC_DAYS = {("9", "11"): (2001, 9, 11)}
"""Days whose name is written in figures, with a slash."""

# --- numbers

NUMBERS = numbered(
    "a an one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, "
    "fifteen, sixteen, seventeen, eighteen, nineteen, twenty",
    1,
) | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
}
VAGUE_NUMBERS = frozenset("few several many some various".split())
ORDINALS = numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, "
    "thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth",
    1,
) | {"twenty-first": 21}
ORDINAL_ENDINGS = frozenset("st nd rd th".split())
DECADE_NAMES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

# --- words that relate

DAYS_FROM_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
SHIFTS = {"last": -1, "this": 0, "next": 1, "coming": 1, "past": -1}
PREVIOUS_SHIFTS = {"same": 0, "previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1}
"""Words between "the" and a unit that count from the date mentioned last."""
WINDOWS = frozenset("last past".split())
MODIFIERS = frozenset("early late mid earlier later".split())
WHOLE_PARTS = frozenset("start beginning end middle close".split())
PARTS_OF_PERIOD = WHOLE_PARTS | frozenset("first second third fourth last final early latter".split())
PORTIONS = frozenset("half part quarter week weeks weekend days day months month years year".split())
APPROXIMATORS = frozenset("around circa c approximately roughly".split())
COUNT_APPROXIMATORS = APPROXIMATORS | frozenset(
    "about almost nearly over some exactly barely only just".split()
)
COMPARISONS = {"more": "than", "less": "than", "fewer": "than", "at": "least"}
COUNT_ADJECTIVES = frozenset("full long short calendar whole more".split())
"""Words between a number and its unit."""
FRACTIONS = {"half": 0.5, "quarter": 0.25}
DURATION_PREPOSITIONS = frozenset("for within lasted".split())
AGO, LATER, EARLIER = "ago", frozenset(("later", "afterwards")), frozenset(("earlier", "previously"))
BEFORE, AFTER = frozenset(("before", "prior")), frozenset(("after", "following"))
EDGES: dict[str, Literal["by", "after"]] = {"by": "by", "before": "by", "after": "after"}
CLOCK_PREPOSITIONS = frozenset("at around by until from about".split())
RANGE_WORDS = frozenset("to through until till thru".split())
YEAR_PREPOSITIONS = frozenset(
    "in since until till by from during before after around circa of through between year into early late"
    " mid fiscal".split()
)
MONTH_PREPOSITIONS = YEAR_PREPOSITIONS | frozenset("last next this on for throughout".split())
FEAST_PREPOSITIONS = frozenset("at by before after since until till on over last next this".split())
SEASON_PREPOSITIONS = frozenset(
    "in during by since until till over through from late early of before after last".split()
)
WEEKEND_PREPOSITIONS = frozenset("over at during on by in through of".split())
SPAN_PREPOSITIONS = frozenset("in over for within during".split())
"""Words before "the next year" that make it a stretch of time."""
NO_YEAR_BEFORE = frozenset(
    "at than least most over nearly about only worth page number no flight room route section version".split()
)
NAMED_GATHERINGS = frozenset(
    "olympics games cup championship championships conference summit expo election elections "
    "festival awards euro season copyright".split()
)
COUNTED = frozenset(
    "people men women children students soldiers troops civilians protesters victims workers members "
    "others persons passengers homes km kilometres kilometers miles metres meters feet tonnes tons "
    "acres hectares dollars euros pounds percent per million billion thousand points votes seats "
    "years year days hours minutes times degrees".split()
)
"""What numbers count: a number before one of these is neither a day nor a year."""
PEOPLE = frozenset("people men women".split())
YEAR_DETERMINERS = frozenset("the its their his her this a an our s".split())
FUNCTION_WORDS = frozenset(
    "the a an and but or when that which who in on at to of for from with as he she it they we i you "
    "his her its their was were is are be been will would had has have did do does said told not if "
    "while because so than then there this these".split()
)
CLAUSE_OPENERS = frozenset("and but when in at on with was were had".split())
"""Words behind "two days before" that leave open before what."""
REPEATED = frozenset("every each most any".split())
NICKNAMES = frozenset("black bloody super cyber giving fat sheffield man girl".split())
"""Words before a weekday that make it a name."""
PAPERS = frozenset(
    "times telegraph mirror express herald mail tribune post star sun world school club".split()
)
"""Words behind a weekday that make it a name."""
PRESENT = frozenset("present now today date".split())

# --- verbs

PAST_AUXILIARIES = frozenset("was were had did been wasn't weren't hadn't didn't".split())
FUTURE_AUXILIARIES = frozenset("will shall would won't wouldn't be".split())
FUTURE_HEADS = frozenset(
    "due scheduled expected planned slated poised planning upcoming forthcoming going hopes "
    "plans intends".split()
)
INFINITIVE_HEADS = frozenset(
    "is are set about ready likely plan hope intend aims want wants vows pledges promises prepares".split()
)
"""Words that look ahead when "to" or "for" follows."""
SCHEDULED_VERBS = frozenset(
    "opens begins starts arrives closes expires kicks takes goes comes returns meets resumes sits "
    "convenes reconvenes votes".split()
)
"""Present tenses in which news announces what is to come."""
