"""German numbers in words, and the words around numbers: tolls, bounds, scales and units."""

import math
import re

from timeline.lang.base import Quantities, WordPattern
from timeline.lang.wordlists import grouped, numbered

NUMBER_WORDS = numbered("eins, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf", 1)

QUANTITIES = Quantities(
    tolls=grouped(
        killed=(
            "tot tote toten toter getötet getötete getöteten starb starben gestorben sterben stirbt ertrank "
            "ertranken ertrunken ertrinken umgekommen ums todesopfer ermordet"
        ),
        injured="verletzt verletzte verletzten verletzter verwundet verwundete verwundeten",
        missing="vermisst vermisste vermissten vermisster verschollen",
        arrested="festgenommen festgenommene verhaftet verhaftete inhaftiert fest",
        displaced="vertrieben vertriebene evakuiert obdachlos obdachlose flohen geflohen",
        rescued="gerettet gerettete rettete retteten",
    ),
    bounds={
        "mindestens": (1.0, math.inf),
        "wenigstens": (1.0, math.inf),
        "mehr als": (1.0, math.inf),
        "über": (1.0, math.inf),
        "gut": (1.0, 1.15),
        "bis zu": (0.0, 1.0),
        "höchstens": (0.0, 1.0),
        "weniger als": (0.0, 1.0),
        "fast": (0.85, 1.0),
        "knapp": (0.85, 1.0),
        "beinahe": (0.85, 1.0),
        "nahezu": (0.85, 1.0),
        "etwa": (0.9, 1.1),
        "rund": (0.9, 1.1),
        "circa": (0.9, 1.1),
        "ungefähr": (0.9, 1.1),
    },
    scales={
        "hundert": 100,
        "tausend": 1000,
        "million": 10**6,
        "millionen": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
    },
    counted=re.compile(r"[A-ZÄÖÜ].*"),
    anybody=frozenset("menschen personen leute opfer".split()),
    uncounted=frozenset(
        "jahre jahren monate monaten wochen woche tage tagen stunden minuten sekunden uhr mal prozent meter "
        "metern kilometer kilometern meilen seemeilen fuß tonnen liter grad dollar euro franken pfund knoten "
        "jährige jähriger jährigen".split()
    ),
    thousands=".",
)

CORRECTIONS = WordPattern(
    words=frozenset(
        "zunächst anfangs ursprünglich ursprüngliche ursprünglichen früher frühere früheren zuvor "
        "fälschlich fälschlicherweise irrtümlich irrtümlicherweise erste ersten vorläufige "
        "vorläufigen korrigiert korrigierte korrigierten korrektur berichtigt berichtigte "
        "berichtigten".split()
    ),
    pattern=re.compile(
        r"\b(?:zunächst|anfangs|ursprünglich|früher|zuvor|fälschlich(?:erweise)?|irrtümlich(?:erweise)?)"
        r" (?:\w+ ){0,4}(?:gemeldet|berichtet|mitgeteilt|angegeben|genannt|geheißen|erklärt)\b"
        r"|\b(?:zunächst|anfangs) hatte es geheißen\b"
        r"|\b(?:frühere|erste|ursprüngliche|vorläufige)n? (?:Berichte|Angaben|Meldungen|Zahlen)\b"
        r"|\b(?:korrigiert|berichtigt)(?:e|en)?\b|\bkorrektur\b",
        re.IGNORECASE,
    ),
)
