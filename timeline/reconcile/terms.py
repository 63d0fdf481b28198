"""The terms of a mention: its names, its other words and its event types, and where each of them stands."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline.models import Citation, Mention
from timeline.reconcile.clauses import clause_of, dates_attribution
from timeline.reconcile.feature_keys import event_type_key, name_key
from timeline.reconcile.parameters import CLAUSE_WEIGHT, HEADLINE_WEIGHT, SENTENCE_WEIGHT
from timeline.reconcile.quantities import Count, counts_in
from timeline.reconcile.tokenization import (
    EVENT_TYPES_BY_STEM,
    Hint,
    TokenForm,
    TokenForms,
    find_tokens,
    opens,
)

_CORRECTION = re.compile(
    r"\b(?:earlier|early|initial|first|previous|preliminary)"
    r" (?:reports?|accounts?|statements?|versions?|figures?|tolls?)\b"
    r"|\b(?:earlier|previously|initially|first|wrongly|mistakenly)"
    r" (?:reported|said|stated|announced|given|put|told)\b"
    r"|\bcorrect(?:s|ed|ion|ing)\b",
    re.IGNORECASE,
)
_STAY = re.compile(r"\b(?:was|were|been)\s+(?:back\s+)?in\s+[A-Z]")
_TRAVEL = event_type_key("travel")


class MentionTerms(NamedTuple):
    """The terms of one mention, with the weight of each by its place; the keys are those of `feature_keys`.

    Whether its *openers*, which begin a sentence, are names, and whether the *initials* of its names are
    one, is known only from all mentions together. *attributed* is whether its time expression dates a
    reporting verb, *correcting* whether it mentions an earlier report.
    """

    words: dict[str, float]
    openers: dict[TokenForm, float]
    initials: dict[str, float]
    counts: tuple[Count, ...]
    attributed: bool
    correcting: bool


class TermReader:
    """Reads mentions, and collects from all of them how words are written."""

    def __init__(self) -> None:
        self._forms = TokenForms()
        self._names: dict[str, dict[str, float]] = {}
        self._expressions: dict[str, list[TokenForm]] = {}
        self._acronyms: set[str] = set()

    def read(self, mention: Mention) -> MentionTerms:
        """Return the terms of *mention*, without those of its time expression."""
        citation = mention.citation
        quote, expression = citation.quote, citation.expression
        start, end = clause_of(quote, expression)
        found = _TermsInProgress({}, {}, {})
        # The headline comes last: a term in several places has the weight of the last of these.
        around: set[Hint] = set()
        if start:
            around |= self._take(found, quote[:start], SENTENCE_WEIGHT)
        if end < len(quote):
            around |= self._take(found, quote[end:], SENTENCE_WEIGHT, opening=opens(quote, end))
        weight = CLAUSE_WEIGHT if expression else SENTENCE_WEIGHT
        clause = self._take(found, quote[start:end], weight, opening=opens(quote, start))
        headline = self._take(found, citation.headline, HEADLINE_WEIGHT)
        found.words.pop("", None)
        self._take_names(found, (*mention.actors, *mention.places))
        sentence = around | clause
        if "staying" in headline and _STAY.search(citation.headline):
            found.words[_TRAVEL] = HEADLINE_WEIGHT
        elif "staying" in sentence and _STAY.search(quote):
            found.words[_TRAVEL] = SENTENCE_WEIGHT
        if expression:
            self._forget(found, expression)
        counting = "counting" in clause or "counting" in headline
        return MentionTerms(
            *found,
            counts=_counts_of(citation, quote[start:end]) if counting else (),
            attributed="reporting" in clause and dates_attribution(quote, expression, start, end),
            correcting="correcting" in sentence and _CORRECTION.search(quote) is not None,
        )

    def settle(self, terms: MentionTerms, uses: Mapping[str, int]) -> None:
        """Add to *terms* its event types, and its openers and initials where all mentions make them names.

        A capitalised word that begins a sentence is a name when its *uses* elsewhere are more often names.
        """
        words = terms.words
        for form, weight in terms.openers.items():
            named = uses.get(form.as_name, 0) > uses.get(form.as_word, 0)
            _raise(words, form.as_name if named else form.as_word, weight)
        for initials, weight in terms.initials.items():
            if initials in self._acronyms:
                _raise(words, name_key(initials), weight)
        for word in words.keys() & EVENT_TYPES_BY_STEM.keys():
            for event_type in EVENT_TYPES_BY_STEM[word]:
                _raise(words, event_type, words[word])
        terms.openers.clear()
        terms.initials.clear()

    def _take(
        self, found: "_TermsInProgress", text: str, weight: float, *, opening: bool = True
    ) -> set[Hint]:
        """Add the terms of *text* to *found* and return its hints; *opening* means that it opens a sentence."""
        words = found.words
        plain, special = self._forms.plain, self._forms.special
        hints: set[Hint] = set()
        first_word = 0 if opening else -1  # the place at which a capital means nothing
        title: TokenForm | None = None
        initials = ""
        last = -1  # the place of the last special token
        for place, token in enumerate(find_tokens(text)):
            words[plain[token]] = weight  # the key "" stands for no term; `read` takes it out once
            if token not in special:
                continue
            form = self._forms[token]
            follows = place == last + 1
            last = place
            if form.hint:
                hints.add(form.hint)
            if title is not None and not (form.capitalised and follows):
                words[title.as_word] = weight  # a title that stands before no name is a word
            title = form if form.is_title else None
            if form.is_title:
                continue
            if form.capitalised:
                initials = initials + form.lower[0] if follows else form.lower[0]
                self._take_capitalised(found, form, weight, opening=place == first_word)
                if len(initials) > 1:
                    found.initials[initials] = weight
            elif form.is_mark:
                first_word = place + 1
                initials = ""
        if title is not None:
            words[title.as_word] = weight
        return hints

    def _take_capitalised(
        self, found: "_TermsInProgress", form: TokenForm, weight: float, *, opening: bool
    ) -> None:
        if opening:
            found.openers[form] = weight
            return
        if form.acronym:
            self._acronyms.add(form.lower)
        found.words[form.as_name] = weight

    def _take_names(self, found: "_TermsInProgress", names: Iterable[str]) -> None:
        for name in names:
            if name not in self._names:
                forms = (self._forms[token] for token in find_tokens(name))
                self._names[name] = {
                    form.as_name: HEADLINE_WEIGHT for form in forms if form.as_word and not form.is_title
                }
            found.words.update(self._names[name])

    def _forget(self, found: "_TermsInProgress", expression: str) -> None:
        """Remove from *found* the words of a time expression."""
        if expression not in self._expressions:
            forms = [self._forms[token] for token in find_tokens(expression)]
            self._expressions[expression] = [form for form in forms if form.as_word]
        for form in self._expressions[expression]:
            found.words.pop(form.as_word, None)
            found.words.pop(form.as_name, None)
            found.openers.pop(form, None)


class _TermsInProgress(NamedTuple):
    """The terms of one mention while it is read, as in a `MentionTerms`."""

    words: dict[str, float]
    openers: dict[TokenForm, float]
    initials: dict[str, float]


def _counts_of(citation: Citation, clause: str) -> tuple[Count, ...]:
    """Return what a citation's headline counts, or else the *clause* of its time expression."""
    return tuple(dict.fromkeys(counts_in(citation.headline) or counts_in(clause)))


def _raise(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weight, weights.get(key, 0))
