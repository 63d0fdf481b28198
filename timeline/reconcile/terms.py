"""What words a mention is told in: its names, its other words and its kinds of deed, and where each of them stands."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline.models import Citation, Mention
from timeline.reconcile.clauses import clause_of, is_framed
from timeline.reconcile.quantities import Count, counts_in
from timeline.reconcile.tokenization import DEEDS_BY_STEM, TokenForm, TokenForms, find_tokens, opens

HEADLINE, CLAUSE, SENTENCE = 1.0, 0.5, 0.2
"""What a word counts by where it stands: in the headline, in the clause that says when, elsewhere in the sentence."""

_CORRECTION = re.compile(
    r"\b(?:earlier|early|initial|first|previous|preliminary) (?:reports?|accounts?|statements?|versions?|figures?|tolls?)\b"
    r"|\b(?:earlier|previously|initially|first|wrongly|mistakenly) (?:reported|said|stated|announced|given|put|told)\b"
    r"|\bcorrect(?:s|ed|ion|ing)\b",
    re.IGNORECASE,
)
_STAY = re.compile(r"\b(?:was|were|been)\s+(?:back\s+)?in\s+[A-Z]")


class MentionTerms(NamedTuple):
    """The words of one mention, names ("@" before them) and deeds ("=") among them, with how much each counts by its place.

    Of its *openers*, which begin a sentence, only all mentions together tell whether they are names; so it is
    with the *initials* of its names: whether they are one. *framed* tells whether its time expression dates a
    verb of telling, *correcting* whether it speaks of what was said before.
    """

    words: dict[str, float]
    openers: dict[TokenForm, float]
    initials: dict[str, float]
    counts: tuple[Count, ...]
    framed: bool
    correcting: bool


class TermReader:
    """Reads mentions; what it has read tells how words are written elsewhere."""

    def __init__(self) -> None:
        self._forms = TokenForms()
        self._names: dict[str, dict[str, float]] = {}
        self._expressions: dict[str, list[TokenForm]] = {}
        self._acronyms: set[str] = set()

    def read(self, mention: Mention) -> MentionTerms:
        """Return the words of *mention*, without those of its time expression."""
        citation = mention.citation
        quote, expression = citation.quote, citation.expression
        start, end = clause_of(quote, expression)
        page = _MentionState({}, {}, {})
        # What stands in several places counts by the last of these.
        hints = self._take(page, quote[:start], SENTENCE) if start else set()
        if end < len(quote):
            hints |= self._take(page, quote[end:], SENTENCE, initial=opens(quote, end))
        near = self._take(
            page, quote[start:end], CLAUSE if expression else SENTENCE, initial=opens(quote, start)
        )
        named = self._take(page, citation.headline, HEADLINE)
        page.words.pop("", None)
        self._take_names(page, (*mention.actors, *mention.places))
        hints |= near
        if "staying" in named and _STAY.search(citation.headline):
            page.words["=travel"] = HEADLINE
        elif "staying" in hints and _STAY.search(quote):
            page.words["=travel"] = SENTENCE
        if expression:
            self._forget(page, expression)
        return MentionTerms(
            *page,
            counts=_counts_of(citation, quote[start:end])
            if "counting" in near or "counting" in named
            else (),
            framed="telling" in near and is_framed(quote, expression, start, end),
            correcting="correcting" in hints and _CORRECTION.search(quote) is not None,
        )

    def settle(self, reading: MentionTerms, uses: Mapping[str, int]) -> None:
        """Add to *reading* its deeds, and its openers and initials as what they turn out to be once all have been read.

        What is written with a capital, and begins a sentence, is a name when its *uses* elsewhere are more
        often names.
        """
        words = reading.words
        for form, weight in reading.openers.items():
            named = uses.get(form.as_name, 0) > uses.get(form.as_word, 0)
            _raise(words, form.as_name if named else form.as_word, weight)
        for initials, weight in reading.initials.items():
            if initials in self._acronyms:
                _raise(words, f"@{initials}", weight)
        for word in words.keys() & DEEDS_BY_STEM.keys():
            for deed in DEEDS_BY_STEM[word]:
                _raise(words, deed, words[word])
        reading.openers.clear()
        reading.initials.clear()

    def _take(self, page: "_MentionState", text: str, weight: float, *, initial: bool = True) -> set[str]:
        """Take in the words of *text* and return its hints; *initial* tells whether a capital where it begins means nothing."""
        tokens = find_tokens(text)
        words, plain, special = page.words, self._forms.plain, self._forms.special
        hints = set()
        opening = 0 if initial else -1
        title, run, last = None, "", -1
        for place, token in enumerate(tokens):
            words[plain[token]] = weight  # "" for what tells nothing, which `read` takes out once
            if token not in special:
                continue
            form = self._forms[token]
            if form.hint:
                hints.add(form.hint)
            if title is not None and not (form.capitalised and place == last + 1):
                page.words[title.as_word] = weight
            title = None
            if form.is_title:
                title = form
            elif form.capitalised:
                run = run + form.lower[0] if place == last + 1 else form.lower[0]
                self._take_capital(page, form, weight, initial=place == opening)
                if len(run) > 1:
                    page.initials[run] = weight
            elif form.is_mark:
                opening = place + 1
                run = ""
            last = place
        if title is not None:
            page.words[title.as_word] = weight
        return hints

    def _take_capital(self, page: "_MentionState", form: TokenForm, weight: float, *, initial: bool) -> None:
        if initial:
            page.openers[form] = weight
            return
        if form.acronym:
            self._acronyms.add(form.lower)
        page.words[form.as_name] = weight

    def _take_names(self, page: "_MentionState", names: Iterable[str]) -> None:
        for name in names:
            if name not in self._names:
                forms = (self._forms[token] for token in find_tokens(name))
                self._names[name] = {
                    form.as_name: HEADLINE for form in forms if form.as_word and not form.is_title
                }
            page.words.update(self._names[name])

    def _forget(self, page: "_MentionState", expression: str) -> None:
        """Take out of *page* the words of a time expression."""
        if expression not in self._expressions:
            forms = [self._forms[token] for token in find_tokens(expression)]
            self._expressions[expression] = [form for form in forms if form.as_word]
        for form in self._expressions[expression]:
            page.words.pop(form.as_word, None)
            page.words.pop(form.as_name, None)
            page.openers.pop(form, None)


class _MentionState(NamedTuple):
    """The words of one mention while it is read, as in a `MentionTerms`."""

    words: dict[str, float]
    openers: dict[TokenForm, float]
    initials: dict[str, float]


def _counts_of(citation: Citation, clause: str) -> tuple[Count, ...]:
    """Return what a citation counts: in its headline, else in the clause that tells when."""
    return tuple(dict.fromkeys(counts_in(citation.headline) or counts_in(clause)))


def _raise(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weight, weights.get(key, 0))
