"""What the citations of one event share, as the reconciler compares them, and what separates the nearest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.dates import describe
from timeline.lang.base import Language
from timeline.lang.lexical import stem
from timeline.lang.registry import language_of
from timeline.models import Event, Mark, Mention, Timeline
from timeline.phrasing import shorten
from timeline.reconcile.clustering import linkage
from timeline.reconcile.cross_date import date_of
from timeline.reconcile.feature_keys import word_of
from timeline.reconcile.features import MentionFeatures, features_of
from timeline.reconcile.parameters import MOST_REPRESENTATIVES
from timeline.reconcile.periods import Relation
from timeline.reconcile.similarity import Comparison, ScorePart, compare, share_sentence
from timeline.reconcile.tokenization import keys_of
from timeline.reconcile.undated import leniency

SHOWN = 5
"""How many shared names or words are named."""
SHORT = 70
"""How much of a sentence of another event is shown, in characters."""
LEAST_NEAR = 0.1
"""How alike another event must be to be called near."""
WEAK = "WEAK"
"""What stands before the reason of a citation that is like no other one by itself, to be seen at a glance."""

BY_MODEL = (
    "By similarity alone this would have been clustered otherwise. It was borderline, so the model was asked "
    "which of these sentences and of those near them report the same event, and this is its answer."
)
"""What is said of an event that the model clustered."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The most similar two mentions of an event and another one, and how they compare."""

    one: MentionFeatures
    other: MentionFeatures
    comparison: Comparison


class Comparer:
    """Compares the mentions of all events with those of one *event*, numbered as its citations."""

    def __init__(self, timeline: Timeline, event: Event) -> None:
        self._event = event
        self._others = [other for other in (*timeline.events, *timeline.undated) if other.id != event.id]
        mentions = {
            f"{one.id}-{place}": mention
            for one in (event, *self._others)
            for place, mention in enumerate(_mentions(one), start=1)
        }
        self._languages = {article.id: language_of(article.language) for article in timeline.articles}
        features = iter(features_of(mentions, self._languages))
        self._features = {one.id: [next(features) for _ in one.citations] for one in (event, *self._others)}

    def joined(self) -> list[str]:
        """Say what each citation after the first shares with the one most similar to it."""
        own = self._features[self._event.id]
        by_model = [BY_MODEL] if Mark.CLUSTERED_BY_MODEL in self._event.marks else []
        if len(own) == 1:
            return by_model or ["There is only one: no other sentence was found to report it."]
        return [*by_model, *(self._joined(place, own) for place in range(1, len(own)))]

    def _joined(self, place: int, own: Sequence[MentionFeatures]) -> str:
        comparisons = {other: compare(own[other], own[place]) for other in range(len(own)) if other != place}
        earlier = [other for other in range(place) if comparisons[other].alike]
        nearest = max(earlier or comparisons, key=lambda other: (_margin(comparisons[other]), -other))
        comparison = comparisons[nearest]
        reasons = _in_words(own[place], own[nearest], comparison, self._languages)
        line = f"[{place + 1}] is like [{nearest + 1}]: {reasons}."
        return line if comparison.alike else f"{line} {self._despite(own[place], comparison)}"

    def _despite(self, features: MentionFeatures, comparison: Comparison) -> str:
        """Say why a citation is here that is like no other one by itself."""
        if any(edit.kind == "merge" for edit in self._event.edits):
            return "An editor put them together."
        dated = [one for one in self._features[self._event.id] if one.period is not None]
        if features.period is None and dated:
            less = leniency(features, date_of(dated), len({one.article for one in dated}))
            return (
                f"{WEAK}: it has no date of its own. Since more of its words are used of this than of "
                f"anything else here, about {less:.2f} less is enough: {comparison.needed - less:.2f}, on "
                "the average of its two most similar."
            )
        if comparison.relation is Relation.APART:
            return (
                "The dates exclude each other; what happens only once, or is corrected, is one event with a "
                "disagreement."
            )
        if Mark.CLUSTERED_BY_MODEL in self._event.marks:
            return "That was borderline, and the model counts it to these."
        return f"{WEAK}: it was joined by what it shares with the others on the average."

    def nearest(self, count: int) -> list[tuple[Event, str]]:
        """Return similar events, *count* of perhaps the same date and of others, and what separates each."""
        pairs = ((self._most_similar(other), other) for other in self._others)
        found = [(pair, other) for pair, other in pairs if pair and pair.comparison.score >= LEAST_NEAR]
        found.sort(key=lambda it: (-_margin(it[0].comparison), it[1].id))
        apart = [it for it in found if it[0].comparison.relation is Relation.APART]
        near = [it for it in found if it[0].comparison.relation is not Relation.APART]
        return [(other, self._apart(other, pair)) for pair, other in (*near[:count], *apart[:count])]

    def _most_similar(self, other: Event) -> Pair | None:
        """Return the most similar mentions of both events, if any two share a word."""
        mine = self._features[self._event.id][:MOST_REPRESENTATIVES]
        theirs = self._features[other.id][:MOST_REPRESENTATIVES]
        sharing = [(one, two) for one in mine for two in theirs if not {*one.keys}.isdisjoint(two.keys)]
        pairs = [Pair(one, two, compare(one, two)) for one, two in sharing]
        return max(pairs, key=lambda pair: _margin(pair.comparison), default=None)

    def _apart(self, other: Event, pair: Pair) -> str:
        when = describe(other.date) if other.date else "undated"
        line = f"{other.id} ({when}: {other.headline}): {self._compared(pair)}: "
        if pair.comparison.forbidden:
            return f"{line}whatever they share, they are kept apart: {pair.comparison.forbidden}."
        line += f"{_in_words(pair.one, pair.other, pair.comparison, self._languages)}."
        if not pair.comparison.alike:
            lenient = pair.comparison.relation is Relation.UNKNOWN and (pair.one.period or pair.other.period)
            return (
                line
                + " Less would be enough if more of its words were used of the dated one than of all else."
                * bool(lenient)
            )
        mine, theirs = self._features[self._event.id], self._features[other.id]
        held = linkage([*mine, *theirs], range(len(mine)), range(len(mine), len(mine) + len(theirs)))
        if held < 0:
            short = f"the two events as a whole fall short by {-held:.2f}"
            return f"{line} That is enough for these two, but {short}."
        who = (
            "the model, which was asked, or an editor"
            if Mark.CLUSTERED_BY_MODEL in (*self._event.marks, *other.marks)
            else "an editor"
        )
        why = "others of their sentences exclude each other, one article distinguishes both"
        return f"{line} That would be enough, but {why}, or {who} parted them."

    def _compared(self, pair: Pair) -> str:
        """Say which sentences of both events are compared: the most similar."""
        own = self._features[self._event.id]
        both = next(
            (place for place, one in enumerate(own, start=1) if share_sentence(one, pair.other)), None
        )
        if both is not None:
            return f"the sentence of [{both}] reports both"
        quote = shorten(pair.other.mention.citation.quote, SHORT)
        return f"[{own.index(pair.one) + 1}] here and “{quote}” there"


def _margin(comparison: Comparison) -> float:
    return comparison.score - comparison.needed


def _mentions(event: Event) -> Iterator[Mention]:
    """Yield the mentions of *event* as far as a timeline has them: names go where they are cited."""
    for citation in event.citations:
        text = f"{citation.headline} {citation.quote}"
        actors, places = (
            tuple(name for name in names if name in text) for names in (event.actors, event.places)
        )
        yield Mention(citation=citation, kind=event.kind, actors=actors, places=places)


def _in_words(
    one: MentionFeatures, other: MentionFeatures, comparison: Comparison, languages: Mapping[str, Language]
) -> str:
    """Return the score, what is needed, and the parts of the score with the words that they come from."""
    mine, theirs = _written(one, languages[one.article]), _written(other, languages[other.article])
    parts = [_part(part, mine, theirs) for part in comparison.parts] or ["nothing shared"]
    scores = f"{comparison.score:.2f}, needed {comparison.needed:.2f} for {comparison.relation.value}"
    return f"{scores}: {'; '.join(parts)}"


def _part(part: ScorePart, mine: Mapping[str, "_WrittenWord"], theirs: Mapping[str, "_WrittenWord"]) -> str:
    shown = [_both(key, mine.get(key), theirs.get(key)) for key in part.words[:SHOWN]]
    more = ", …" if len(part.words) > SHOWN else ""
    listed = f" ({', '.join(dict.fromkeys(shown))}{more})" if shown else ""
    return f"{part.name} {part.points:+.2f}{listed}"


@dataclass(frozen=True, slots=True)
class _WrittenWord:
    """A word as a mention has it, and its stem."""

    text: str
    stem: str


def _both(key: str, mine: _WrittenWord | None, theirs: _WrittenWord | None) -> str:
    one = mine or _WrittenWord(word_of(key), "")
    other = theirs or _WrittenWord(word_of(key), "")
    same = one.stem == other.stem or one.text.lower() == other.text.lower()
    return one.text if same else f"{one.text}/{other.text}"


def _written(features: MentionFeatures, language: Language) -> dict[str, _WrittenWord]:
    """Return the first word of a mention for each key under which it can be among its features."""
    citation = features.mention.citation
    words: dict[str, _WrittenWord] = {}
    for text in _WORD.findall(f"{citation.headline} {citation.quote}"):
        word = _WrittenWord(text, stem(text.lower(), language))
        for key in keys_of(text, language):
            words.setdefault(key, word)
    return words
