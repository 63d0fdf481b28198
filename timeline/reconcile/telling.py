"""What a mention tells, field by field, weighed: names, words and kinds of deed that few dates share count most.

A word's weight depends on that word alone, not on how many mentions there are: articles that share nothing with an event
leave it as it is.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple

from timeline.english import CALENDAR, REPORTING
from timeline.models import Citation, Mention
from timeline.reconcile.counts import Count, counts_in
from timeline.reconcile.dating import Period, period_of, weekday_in
from timeline.reconcile.words import DEEDS_BY_STEM, Form, Word, words_of

HEADLINE, CLAUSE, SENTENCE = 1.0, 0.7, 0.3
"""What a word counts by where it stands: in the headline, in the clause that says when, elsewhere in the sentence."""
RARITY_SLOPE = 0.5
"""How fast a word loses weight with the logarithm of how many dates it is used for."""
FRAME_REACH = 3
"""How many words may lie between a time expression and the verb of telling that it dates."""

_CLAUSE_END = re.compile(
    r"[,:](?!\d)|[;()\"“”—–•]|\b(?:that|which|who|whose|when|while|after|before|since|until|as|but|because|although|where)\b",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(r"[^\W\d_]{4,}")
_TOKEN = re.compile(r"\w+")
_STAY = re.compile(r"\b(?:was|were|been)\s+(?:back\s+)?in\s+[A-Z]")

Weights = Mapping[str, float]
"""What each word counts, to be multiplied by what it counts in another telling: at most 1 for all together."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention as it is compared: the weights of its *names*, its other *words*, its kinds of *deed*, and its *headline*'s.

    *period* is what its date means; *weekday*, Monday being 0, is what its time expression names where it has no date;
    *keys* are the words by which likely pairs are found, the rarest first; *counts* how many it says there were of what;
    *framed* tells whether its time expression dates that something was said.
    """

    mention: Mention
    period: Period | None
    weekday: int | None
    names: Weights
    words: Weights
    deeds: Weights
    headline: Weights
    headline_names: frozenset[str]
    keys: tuple[str, ...]
    counts: frozenset[Count]
    framed: bool


class _Part(NamedTuple):
    """The words of one text of a mention, and what each counts there; all of them are names where it is *named*."""

    words: Sequence[Word]
    weight: float
    named: bool = False


class _Reading(NamedTuple):
    """The stems of one mention with how much each counts by its place."""

    names: dict[str, float]
    words: dict[str, float]
    deeds: dict[str, float]


def tellings_of(mentions: Sequence[Mention]) -> list[Telling]:
    """Return what each mention tells, in the same order; how rare a word is is counted over all of them."""
    parts = [_parts_of(mention) for mention in mentions]
    finder = _NameFinder(word for part in chain.from_iterable(parts) if not part.named for word in part.words)
    readings = [_stays(mention, _read(texts, finder)) for mention, texts in zip(mentions, parts, strict=True)]
    dates: dict[str, set[str]] = defaultdict(set)
    for mention, reading in zip(mentions, readings, strict=True):
        date = str(mention.citation.date)
        for stem in chain.from_iterable(reading):
            dates[stem].add(date)
    rarity = {stem: 1 / (1 + RARITY_SLOPE * math.log(len(told))) for stem, told in dates.items()}
    return [_telling(mention, reading, rarity) for mention, reading in zip(mentions, readings, strict=True)]


def clause_of(quote: str, expression: str | None) -> tuple[int, int]:
    """Return where in *quote* the clause lies that holds *expression*, or what follows it where it stands alone."""
    found = quote.find(expression) if expression else -1
    if found < 0:
        return 0, len(quote)
    after = found + len(expression or "")
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(quote, 0, found))]
    ends = [*(match.start() for match in _CLAUSE_END.finditer(quote, after)), len(quote)]
    start = starts[-1]
    for end in ends:
        if _SUBSTANCE.search(quote, start, found) or _SUBSTANCE.search(quote, after, end):
            return start, end
    return 0, len(quote)


def is_framed(quote: str, expression: str | None) -> bool:
    """Tell whether *expression* dates a verb of telling.

    >>> said = "The court announced on Monday that he had left the day before."
    >>> is_framed(said, "on Monday"), is_framed(said, "the day before")
    (True, False)
    """
    found = quote.find(expression) if expression else -1
    if found < 0:
        return False
    start, end = clause_of(quote, expression)
    before = _TOKEN.findall(quote[start:found])[-FRAME_REACH - 1 :]
    after = _TOKEN.findall(quote[found + len(expression or "") : end])[: FRAME_REACH + 1]
    return not REPORTING.isdisjoint(map(str.lower, (*before, *after)))


def _parts_of(mention: Mention) -> list[_Part]:
    """Return the words of a mention's texts, with what they count there, without those of its time expression."""
    citation = mention.citation
    start, end = clause_of(citation.quote, citation.expression)
    spoken = {word.form.lower for word in words_of(citation.expression or "")}
    sentence = [word for word in words_of(citation.quote) if word.form.lower not in spoken]
    headline = [word for word in words_of(citation.headline) if word.form.lower not in spoken]
    parts = [_Part(sentence, SENTENCE), _Part(headline, HEADLINE)]
    if citation.expression:
        parts.append(_Part([word for word in sentence if start <= word.start < end], CLAUSE))
    named = [list(words_of(name)) for name in (*mention.actors, *mention.places)]
    return parts + [_Part(words, HEADLINE, named=True) for words in named]


class _NameFinder:
    """Tells names from other words by how they are written where a capital means something."""

    def __init__(self, words: Iterable[Word]) -> None:
        capital, small, self._acronyms = Counter[str](), Counter[str](), set[str]()
        for form, _, initial in words:
            if not form.capitalised:
                small[form.lower] += 1
            elif not initial:
                capital[form.lower] += 1
                if form.acronym:
                    self._acronyms.add(form.lower)
        self._names = {lower for lower, count in capital.items() if count > small[lower]}

    def is_name(self, word: Word) -> bool:
        """Tell whether *word* is written like a name, or begins a sentence and is a name elsewhere."""
        form = word.form
        return form.capitalised and form.lower not in CALENDAR and (not word.initial or form.lower in self._names)

    def acronyms_of(self, name: Sequence[Form]) -> list[str]:
        """Return the acronym under which a name of several words is written elsewhere, if there is one."""
        initials = "".join(form.lower[0] for form in name)
        return [initials] if len(name) > 1 and initials in self._acronyms else []


def _read(parts: Iterable[_Part], finder: _NameFinder) -> _Reading:
    reading = _Reading({}, {}, {})
    for words, weight, named in parts:
        for is_name, run in groupby(words, key=lambda word: named or finder.is_name(word)):
            forms = [word.form for word in run if not word.form.number]
            if is_name:
                for name in (*(form.as_name for form in forms), *finder.acronyms_of(forms)):
                    _raise(reading.names, name, weight)
            else:
                for stem in (form.as_word for form in forms if not form.empty):
                    _raise(reading.words, stem, weight)
                    for deed in DEEDS_BY_STEM.get(stem, ()):
                        _raise(reading.deeds, f"={deed}", weight)
    return reading


def _stays(mention: Mention, reading: _Reading) -> _Reading:
    """Return *reading* with the visit that being at a place tells: "he had been in Moscow the previous day"."""
    for text, weight in ((mention.citation.quote, SENTENCE), (mention.citation.headline, HEADLINE)):
        if _STAY.search(text):
            _raise(reading.deeds, "=travel", weight)
    return reading


def _raise(weights: dict[str, float], stem: str, weight: float) -> None:
    weights[stem] = max(weight, weights.get(stem, 0))


def _telling(mention: Mention, reading: _Reading, rarity: Mapping[str, float]) -> Telling:
    names, words, deeds = ({stem: weight * rarity[stem] for stem, weight in part.items()} for part in reading)
    both = {**words, **names}
    places = {**reading.words, **reading.names, **reading.deeds}
    keys = [stem for stem, weight in places.items() if weight >= CLAUSE]
    citation = mention.citation
    return Telling(
        mention=mention,
        period=period_of(citation.date) if citation.date else None,
        weekday=None if citation.date else weekday_in(citation.expression or ""),
        names=_shares(names, rarity),
        words=_shares(words, rarity),
        deeds=_shares(deeds, rarity),
        headline_names=frozenset(stem for stem, weight in reading.names.items() if weight >= HEADLINE),
        headline=_shares({stem: rarity[stem] for stem in both if places[stem] >= HEADLINE}, rarity),
        keys=tuple(sorted(keys, key=lambda stem: (-rarity[stem], stem))),
        counts=frozenset(_counts_of(citation)),
        framed=is_framed(citation.quote, citation.expression),
    )


def _counts_of(citation: Citation) -> list[Count]:
    """Return what a citation counts: in its headline, else in the clause that tells when."""
    start, end = clause_of(citation.quote, citation.expression)
    return counts_in(citation.headline) or counts_in(citation.quote[start:end])


def _shares(weights: Mapping[str, float], rarity: Mapping[str, float]) -> Weights:
    """Return *weights* at length 1, then damped by rarity: what is shared counts little where many dates share it."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length * math.sqrt(rarity[stem]) for stem, weight in weights.items()}
