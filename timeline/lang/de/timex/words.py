"""The German words that say when.

All words are in lower case, and each mark of a phrase is a word of its own, as tokens are. What is declined
stands here in all its forms; nouns are told from other words by their capital in the rules.
"""

from itertools import product

from timeline.lang.de.lexicon import WEEKDAYS
from timeline.lang.wordlists import grouped, numbered


def _declined(stems: dict[str, int], endings: str = "e er es en em") -> dict[str, int]:
    """Return the forms of adjectives: "letzte", "letzten" and so on for "letzt"."""
    return {stem + ending: number for stem, number in stems.items() for ending in endings.split()}


# --- the calendar

SHORT_MONTHS = frozenset("jan jän feb mrz mär apr jun jul aug sept sep okt nov dez".split())
NAMES_OF_PEOPLE = frozenset("mai august märz jan".split())
HONORIFICS = frozenset("herr herrn frau dr professor".split())
SHORT_WEEKDAYS = numbered("mo, di, mi, do, fr, sa, so", 0)
PARTS_OF_DAY = frozenset(
    "morgen früh vormittag mittag nachmittag abend nacht vormittags mittags nachmittags abends "
    "nachts morgens spätabends".split()
)
_JOINED_PARTS = "morgen früh vormittag mittag nachmittag spätnachmittag vorabend abend nacht".split()
WEEKDAYS_WITH_PART = {day + part: WEEKDAYS[day] for day, part in product(WEEKDAYS, _JOINED_PARTS)}
""""Dienstagabend": a day of the week and a part of it in one word."""
SEASONS = {
    prefix + word: number
    for word, number in {"frühling": 21, "frühjahr": 21, "sommer": 22, "herbst": 23, "winter": 24}.items()
    for prefix in ("", "früh", "hoch", "spät")
} | {"frühjahrs": 21, "sommers": 22}
"""Seasons by their number in EDTF."""
UNITS = grouped(
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
PLURAL_UNITS = frozenset(
    "stunden minuten tage tagen nächten wochen wochenenden monate monaten quartale quartalen jahre "
    "jahren jahrzehnte jahrzehnten jahrhunderte jahrhunderten".split()
)
UNIT_EDGES = {
    f"{unit}{joint}{edge}": name
    for unit, joint, name in (("woche", "n", "week"), ("monat", "s", "month"), ("jahr", "es", "year"))
    for edge in ("anfang", "beginn", "mitte", "ende", "wechsel")
    if (unit, edge) not in (("woche", "ende"), ("jahr", "wechsel"), ("woche", "wechsel"))
}
""""Jahresende": a unit of the calendar and a part of it in one word; it is of the running one."""
UNITS_BEFORE = {
    "vorjahr": "year",
    "vorjahres": "year",
    "vormonat": "month",
    "vormonats": "month",
    "vorwoche": "week",
}
"""Units before that of publication, in one word."""
PREVIOUS_DAYS = {"vortag": -1, "vorabend": -1, "folgetag": 1}
"""Days beside the date mentioned last, in one word."""
FOLLOWING_UNITS = {"folgejahr": "year", "folgemonat": "month", "folgewoche": "week"}

FIXED_DAYS = {
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
"""Days that have a name, by month and day."""
MOVABLE_DAYS: dict[str, int | tuple[int, int, int]] = {
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
"""Days that move.

With Easter, by their distance from it in days, or by month, day of the week and which one (-1 the last).
"""
LOOSE_DAYS = frozenset(
    "ostern pfingsten weihnachten silvester neujahr halloween allerheiligen allerseelen".split()
)
"""Names that are as often the season around the day, or a person's: they need a preposition or a year."""
ZONES = frozenset("mez mesz gmt utc cet cest".split())

# --- numbers

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
NUMBERS: dict[str, float] = (
    dict.fromkeys("ein eine einem einen einer eines".split(), 1)
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
HALVES = frozenset("halbe halben halbes".split())
VAGUE_NUMBERS = frozenset(
    "wenige wenigen einige einigen mehrere mehreren viele vielen etliche etlichen paar zahlreichen "
    "zahlreiche".split()
)
_ORDINAL_STEMS = numbered(
    "erst, zweit, dritt, viert, fünft, sechst, siebt siebent, acht, neunt, zehnt, elft, zwölft, dreizehnt, "
    "vierzehnt, fünfzehnt, sechzehnt, siebzehnt, achtzehnt, neunzehnt, zwanzigst, einundzwanzigst",
    1,
)
ORDINALS = _declined(_ORDINAL_STEMS)
DECADE_NAMES = {f"{ten}er": tens for ten, tens in _TENS.items()}
JOINED_DECADES = {
    f"{name}{years}": tens for name, tens in DECADE_NAMES.items() for years in ("jahre", "jahren")
}

# --- words that relate

DAYS_FROM_TODAY = {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1, "übermorgen": 2}
DAY_ADJECTIVES = _declined({"heutig": 0, "gestrig": -1, "morgig": 1})
SHIFTS = _declined(
    {"letzt": -1, "vergangen": -1, "vorig": -1, "dies": 0, "laufend": 0, "kommend": 1, "nächst": 1}
) | {"dies": 0}
PREVIOUS_SHIFTS = _declined(
    {"selb": 0, "gleich": 0, "vorangegangen": -1, "vorherig": -1, "folgend": 1, "darauffolgend": 1}
) | dict.fromkeys("derselbe denselben demselben derselben desselben dieselbe dasselbe".split(), 0)
"""Words before a unit that count from the date mentioned last."""
EDGE_WORDS = frozenset("anfang beginn mitte ende".split())
MODIFIERS = frozenset("späten später frühen früher spät früh".split())
"""Words before a day that say when on it."""
APPROXIMATORS = frozenset("etwa rund circa ca ungefähr um gegen".split())
COUNT_APPROXIMATORS = frozenset(
    "etwa rund circa ca ungefähr fast beinahe knapp gut über genau gerade nur erst mehr".split()
)
LATER, EARLIER = frozenset("später danach darauf".split()), frozenset("zuvor davor vorher früher".split())
PREVIOUS_ADVERBS = dict.fromkeys(LATER, 1) | dict.fromkeys(EARLIER - {"früher"}, -1)
RANGE_WORDS = frozenset(("bis",))
YEAR_PREPOSITIONS = frozenset(
    "seit bis ab von vom um gegen anfang mitte ende beginn jahr jahre jahres jahren zwischen vor nach "
    "anno".split()
)
MONTH_PREPOSITIONS = frozenset(
    "im in seit bis ab vom von zum zu anfang mitte ende beginn zwischen und für auf nach vor des "
    "gegen schon erst bereits noch den dem der".split()
)
DAY_PREPOSITIONS = frozenset("am vom zum bis seit ab dem den der und zwischen vor nach auf ( ,".split())
FEAST_PREPOSITIONS = frozenset("an am zu zum vor nach seit bis über ab auf um kurz gegen".split())
SEASON_PREPOSITIONS = frozenset("im seit bis ab zum vom anfang mitte ende diesem".split())
CLOCK_PREPOSITIONS = frozenset("um gegen ab bis seit nach vor von".split())
NO_YEAR_BEFORE = frozenset(
    "nummer nr seite seiten zimmer flug raum version artikel paragraf paragraph § halle gate linie "
    "agenda din iso kanal über knapp fast insgesamt mindestens höchstens maximal boeing airbus "
    "windows office peugeot postfach plz tel telefon".split()
)
"""Words before four figures that count or number something."""
COUNTED = frozenset(
    "menschen personen leute männer frauen kinder soldaten polizisten einwohner besucher zuschauer "
    "mitarbeiter beschäftigte tote toten verletzte verletzten kilometer km meter metern quadratmeter "
    "hektar tonnen kilogramm kilo gramm euro dollar franken mark pfund prozent grad millionen "
    "milliarden tausend stück seiten mal stimmen sitze punkte jahre jahren tage tagen wochen monate "
    "monaten stunden minuten uhr liter watt wohnungen häuser fälle fällen".split()
)
"""What numbers count: a number before one of these is neither a day nor a year."""
REPEATED = frozenset("jeden jeder jedem jedes alle".split())
NICKNAMES = frozenset("schwarze schwarzer schwarzen blauer blauen super black cyber".split())
"""Words before a day of the week that make it a name."""
PAPERS = frozenset("bild welt nzz".split())
""""Bild am Sonntag" is a newspaper."""
PRESENT = frozenset("heute jetzt".split())

# --- verbs

FUTURE_WORDS = frozenset(
    "wird werden werde werdet wirst soll sollen solle will wollen wolle plant planen geplant "
    "vorgesehen angesetzt anberaumt terminiert erwartet bevor bevorstehende bevorstehenden "
    "anstehende anstehenden beabsichtigt".split()
)
RUMOURED = frozenset("soll sollen solle".split())
"""Forms that tell of the past where the sentence ends "… haben": "soll gestanden haben"."""
SCHEDULED_VERBS = frozenset(
    "beginnt beginnen startet starten endet enden eröffnet öffnet schließt tagt tagen reist reisen "
    "kommt kommen trifft treffen findet finden tritt treten läuft stimmt entscheidet empfängt steht "
    "feiert wählt wählen bleibt bleiben ruht ruhen geht gehen gilt gelten".split()
)
"""Present tenses in which news announces what is to come."""
PAST_AUXILIARIES = frozenset(
    "war waren warst hatte hatten wurde wurden konnte konnten musste mussten durfte durften worden "
    "gewesen geworden".split()
)
PERFECT_AUXILIARIES = frozenset("hat haben habe ist sind sei seien".split())
STRONG_PAST_TENSES = frozenset(
    "kam ging stand lag sah nahm gab fand traf starb begann blieb fiel flog fuhr hielt hieß lief "
    "ließ las rief schlug schrieb sprach stieg trat trug verlor wuchs zog sank brach bat bot floh "
    "schloss schoss stieß verließ gewann entschied erschien erhielt bekam verbot beschloss "
    "unterschrieb übernahm überfiel trank aß saß log warf half drang schwieg hob wies riet schied "
    "griff litt schnitt ritt lud schuf erfand entstand bestand verstand gelang misslang zwang sang "
    "sprang verschwand betrat vertrat ertrank unterlag erlag vergab ergab verriet enthielt behielt "
    "bezog entging verging zerbrach versprach widersprach besprach".split()
)
NO_PRETERITES = frozenset(
    "heute letzte letzten bitte mitte seite leute woche rechte rechten linke gute guten weite zweite "
    "zweiten dritte dritten vierte erste ersten nächste nächsten beste besten größte größten meiste "
    "meisten älteste ältesten höchste höchsten mitten unten hinten selten drüben sollte sollten "
    "könnte könnten möchte möchten müsste müssten dürfte dürften hätte hätten bekannte bekannten "
    "gesamte gesamten geplante geplanten erwartete erwarteten sechste siebte achte zehnte tote toten "
    "verletzte verletzten achten leichte leichten schlechte schlechten breite breiten späte späten "
    "alte alten kalte kalten bunte bunten echte echten harte harten laute lauten sanfte sanften "
    "unbekannte unbekannten".split()
)
"""Words in -te and -ten that are no past tenses."""
