"""Checks of headlines against the text that the model saw: a headline may say no more than its article."""

import re
from dataclasses import dataclass

from timeline.dates import EventDate, overlap
from timeline.extract.attribution import adjacent_verb, clause_of, clause_supports, competing_expression
from timeline.lang.en.lexicon import STOP_WORDS
from timeline.lang.lexical import content_stems, names, stem, words
from timeline.lang.registry import language_of
from timeline.lang.time_expressions import find
from timeline.models import Span
from timeline.timex import resolve

SUPPORTED = 0.6  # the share of a headline's words that must be in the sentence; the rest may be grammar
LONGEST = 200  # code points of a headline
_NOT = r"not|never|denied|denies|\w+n['’]t"
_DENIALS = rf"{_NOT}|no|none|nobody|neither|nor|without|refused|failed|declined"
_NEGATION = re.compile(rf"\b(?:{_DENIALS})\b", re.IGNORECASE)
_NEGATED = re.compile(
    rf"\b(?:{_NOT}|refused to|failed to|declined to)\s+(?:yet\s+|been\s+|be\s+)?(\w+)", re.IGNORECASE
)
# A headline for a German article may be in English.
_GERMAN_NEGATION = re.compile(
    rf"\b(?:{_DENIALS}|nicht|nie|niemals|nichts|niemand\w*|kein\w*|ohne|weder|dementier\w+|bestritt\w*|weiger\w+)\b",
    re.IGNORECASE,
)
_GERMAN_NEGATED = re.compile(r"\b(?:nicht|nie|niemals|kein\w*)\s+(?:mehr\s+|noch\s+)?(\w+)", re.IGNORECASE)
_PRONOUNS = frozenset("he she it they this these".split())
_NUMBER = re.compile(r"\d[\d.,]*")
_SMALL_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_GERMAN_SMALL_NUMBERS = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()


@dataclass(frozen=True, slots=True)
class HeadlineEvidence:
    """What a headline is checked against: its sentence, the article's text, and the date of its event.

    *expression* is where in the sentence the words for that date are, *others* where those for other dates
    are; *reporting* says that the date is not when it happened but when it was said.
    """

    sentence: str
    text: str
    published: EventDate | None = None
    date: EventDate | None = None
    expression: Span | None = None
    others: tuple[Span, ...] = ()
    reporting: bool = False
    language: str = "en"

    @property
    def german(self) -> bool:
        """Return whether the article is in German."""
        return language_of(self.language).code == "de"


def problem_with(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return what *headline* says that its article does not, or None when it is supported.

    >>> evidence = HeadlineEvidence(*["The Aurora did not sink; 80 people were saved."] * 2)
    >>> problem_with("80 people were saved", evidence)
    >>> problem_with("90 people were saved", evidence)
    'the number 90 is not in the sentence'
    >>> problem_with("The Aurora sank; the Aurora did sink", evidence)
    'it leaves out that something did not happen'
    """
    checks = (_shape, _numbers, _names, _negation, _words, _time, _clause)
    return next((problem for check in checks if (problem := check(headline, evidence))), None)


def _shape(headline: str, _: HeadlineEvidence) -> str | None:
    if not words(headline):
        return "it is empty"
    if words(headline)[0] in _PRONOUNS:
        return f"it does not say who “{words(headline)[0]}” is"
    return f"it is longer than {LONGEST} characters" if len(headline) > LONGEST else None


def _numbers(headline: str, evidence: HeadlineEvidence) -> str | None:
    known = {_plain(number) for number in _NUMBER.findall(evidence.sentence)}
    small = _GERMAN_SMALL_NUMBERS if evidence.german else _SMALL_NUMBERS
    known |= {str(small.index(word) + 1) for word in words(evidence.sentence) if word in small}
    missing = [number for number in _NUMBER.findall(headline) if _plain(number) not in known]
    return f"the number {missing[0]} is not in the sentence" if missing else None


def _names(headline: str, evidence: HeadlineEvidence) -> str | None:
    known = evidence.text.lower().replace("’", "'")
    parts = (part for name in names(headline) for part in words(name) if part not in STOP_WORDS)
    missing = [part for part in parts if part.removesuffix("'s") not in known]
    return f"the name “{missing[0]}” is not in the article" if missing else None


def _negation(headline: str, evidence: HeadlineEvidence) -> str | None:
    negation, negating = (_GERMAN_NEGATION, _GERMAN_NEGATED) if evidence.german else (_NEGATION, _NEGATED)
    if negation.search(headline):
        denied = negation.search(evidence.sentence)
        return None if denied else "it denies something that the sentence does not deny"
    negated = content_stems(" ".join(negating.findall(evidence.sentence)))
    return "it leaves out that something did not happen" if negated & content_stems(headline) else None


def _words(headline: str, evidence: HeadlineEvidence) -> str | None:
    said = content_stems(headline) - content_stems(" ".join(names(headline)))
    supported = len(said & content_stems(evidence.sentence)) / len(said) if said else 1.0
    return None if supported >= SUPPORTED else "it says what the sentence does not say"


def _time(headline: str, evidence: HeadlineEvidence) -> str | None:
    for expression in find(headline, language_of(evidence.language)):
        if not any(character.isdigit() for character in expression.text):
            return f"leave out “{expression.text}” and say what happened then"
        stated = resolve(
            expression, evidence.published, day_first=language_of(evidence.language).writes_day_first
        ).date
        if evidence.date is not None and stated is not None and not overlap(stated, evidence.date):
            return f"“{expression.text}” is another time than the one asked about"
    return None


def _clause(headline: str, evidence: HeadlineEvidence) -> str | None:
    if evidence.expression is None or evidence.reporting:
        return None
    rival = competing_expression(headline, evidence.sentence, evidence.expression, evidence.others)
    clause = clause_of(evidence.sentence, *evidence.expression)
    verb = None if evidence.german else adjacent_verb(evidence.sentence, evidence.expression.start)
    verb_kept = verb is None or stem(verb) in content_stems(headline)
    if rival is None and verb_kept and clause_supports(clause, headline):
        return None
    return f"that did not happen at that time; the time belongs to “{clause}”"


def _plain(number: str) -> str:
    return number.strip(".,").replace(",", "")
