"""The terms of a mention: its names, its other words and its event types, and where each of them stands."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.lang.base import Language
from timeline.models import Citation, Mention
from timeline.reconcile.feature_keys import EVENT_WORD, name_key, word_of
from timeline.reconcile.lexicon import CORRECTING, COUNTING, REPORTING, lexicon_of
from timeline.reconcile.mention_clause import clause_of, dates_attribution
from timeline.reconcile.parameters import CLAUSE_WEIGHT, HEADLINE_WEIGHT, SENTENCE_WEIGHT
from timeline.reconcile.quantities import Count, counts_in
from timeline.reconcile.tokenization import TokenForm, TokenForms, find_tokens, opens


class MentionTerms(NamedTuple):
    """The terms of one mention, with the weight of each by its place; the keys are those of `feature_keys`.

    Whether its *undecided* words are names, and whether the *initials* of its names are one, is known only
    from all mentions together. *attributed* is whether its time expression dates a reporting verb, *reports*
    whether its headline has one, *correcting* whether it mentions an earlier report.
    """

    words: dict[str, float]
    undecided: dict[TokenForm, float]
    initials: dict[str, float]
    counts: tuple[Count, ...]
    attributed: bool
    reports: bool
    correcting: bool


class TermReader:
    """Reads mentions in *language*, and collects from all of them how words are written."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lexicon = lexicon_of(language)
        self._forms = TokenForms(self._lexicon)
        self._names: dict[str, dict[str, float]] = {}
        self._expressions: dict[str, list[TokenForm]] = {}
        self._acronyms: set[str] = set()
        self._bare: Counter[TokenForm] = Counter()
        self._marked: Counter[TokenForm] = Counter()

    def read(self, mention: Mention) -> MentionTerms:
        """Return the terms of *mention*, without those of its time expression."""
        citation = mention.citation
        quote, expression = citation.quote, citation.expression_span
        start, end = clause_of(quote, expression, self._language)
        found = _TermsInProgress({}, {}, {})
        # The headline comes last: a term in several places has the weight of the last of these.
        sentence: set[str] = set()
        if start:
            sentence |= self._take(found, quote[:start], SENTENCE_WEIGHT)
        if end < len(quote):
            sentence |= self._take(found, quote[end:], SENTENCE_WEIGHT, opening=opens(quote, end))
        weight = CLAUSE_WEIGHT if expression else SENTENCE_WEIGHT
        clause = self._take(found, quote[start:end], weight, opening=opens(quote, start))
        headline = self._take(found, citation.headline, HEADLINE_WEIGHT)
        sentence |= clause
        found.words.pop("", None)
        self._take_names(found, (*mention.actors, *mention.places))
        self._take_phrases(found, citation.headline, headline, HEADLINE_WEIGHT)
        self._take_phrases(found, quote, sentence, SENTENCE_WEIGHT)
        if expression:
            self._forget(found, citation.expression_text)
        counting = COUNTING in clause or COUNTING in headline
        return MentionTerms(
            *found,
            counts=self._counts_of(citation, quote[start:end]) if counting else (),
            attributed=REPORTING in clause
            and dates_attribution(quote, expression, start, end, self._language),
            reports=REPORTING in headline,
            correcting=CORRECTING in sentence and self._mentions_correction(quote),
        )

    def settle(self, terms: MentionTerms, uses: Mapping[str, int]) -> None:
        """Add to *terms* its event types, and its undecided words and initials as all mentions decide.

        A capitalised word that begins a sentence is a name if its *uses* elsewhere are more often names.
        Where common nouns are capitalised too, any capitalised word is one if it is more often without the
        marks of a common noun than with them.
        """
        words = terms.words
        for form, weight in terms.undecided.items():
            if self._language.nouns is None:
                named = uses.get(form.as_name, 0) > uses.get(form.as_word, 0)
            else:
                named = self._bare[form] > self._marked[form]
            _raise(words, form.as_name if named else form.as_word, weight)
        for initials, weight in terms.initials.items():
            if initials in self._acronyms:
                _raise(words, name_key(initials), weight)
        for word in [word for word in words if word[0] == EVENT_WORD]:
            for event_type in self._lexicon.event_types[word_of(word)]:
                _raise(words, event_type, words[word])
        terms.undecided.clear()
        terms.initials.clear()

    def _take(self, found: "_TermsInProgress", text: str, weight: float, *, opening: bool = True) -> set[str]:
        """Add the terms of *text* to *found* and return its hints; *opening* means it opens a sentence."""
        words = found.words
        plain, special = self._forms.plain, self._forms.special
        hints: set[str] = set()
        first_word = 0 if opening else -1  # the place at which a capital means nothing
        title: TokenForm | None = None
        initials, last = "", -1  # those of the names so far, and the place of the last special token
        tokens = find_tokens(text)
        for place, token in enumerate(tokens):
            words[plain[token]] = weight  # the key "" stands for no term; `read` takes it out once
            if token not in special:
                continue
            form = self._forms[token]
            follows = place == last + 1
            last = place
            if form.hints:
                hints.update(form.hints)
            if title is not None and not (form.capitalised and follows):
                words[title.as_word] = weight  # a title that stands before no name is a word
            title = form if form.is_title else None
            if form.is_title:
                continue
            if form.capitalised:
                initials = initials + form.lower[0] if follows else form.lower[0]
                self._take_capitalised(found, weight, tokens, place, opening=place == first_word)
                if len(initials) > 1:
                    found.initials[initials] = weight
            elif form.is_mark:
                first_word = place + 1
                initials = ""
        if title is not None:
            words[title.as_word] = weight
        return hints

    def _take_capitalised(
        self, found: "_TermsInProgress", weight: float, tokens: Sequence[str], place: int, *, opening: bool
    ) -> None:
        """Add the capitalised word at *place* of *tokens*; *opening* means that it begins a sentence."""
        form = self._forms[tokens[place]]
        if self._language.nouns is not None:
            self._take_noun_or_name(found, weight, tokens, place, opening=opening)
        elif opening:
            found.undecided[form] = weight
        else:
            if form.acronym:
                self._acronyms.add(form.lower)
            found.words[form.as_name] = weight

    def _take_noun_or_name(
        self, found: "_TermsInProgress", weight: float, tokens: Sequence[str], place: int, *, opening: bool
    ) -> None:
        """Add the capitalised word at *place* in a language in which common nouns are capitalised too."""
        form = self._forms[tokens[place]]
        if form.acronym:
            self._acronyms.add(form.lower)
            found.words[form.as_name] = weight
        elif form.common:
            found.words[form.as_word] = weight
        else:
            found.undecided[form] = weight
            marked = self._is_marked(tokens, place)
            names_follow = place + 1 < len(tokens) and self._forms[tokens[place + 1]].capitalised
            # "The ferry Aurora" and "the Maris Stella" do not say which of their words are names.
            if marked and not names_follow:
                self._marked[form] += 1
            elif not marked and not opening:
                self._bare[form] += 1

    def _is_marked(self, tokens: Sequence[str], place: int) -> bool:
        """Return whether a determiner or a number stands before a noun, perhaps with an adjective between."""
        nouns = self._language.nouns
        if nouns is None or not place:
            return False
        if self._determines(tokens[place - 1]):
            return True
        if place < 2 or not tokens[place - 1].endswith(nouns.adjective_endings):
            return False
        return tokens[place - 1].islower() and self._determines(tokens[place - 2])

    def _determines(self, token: str) -> bool:
        nouns, lower = self._language.nouns, token.lower()
        if nouns is not None and lower in nouns.determiners:
            return True
        return token[0].isdigit() or lower in self._language.number_words

    def _take_names(self, found: "_TermsInProgress", names: Iterable[str]) -> None:
        for name in names:
            if name not in self._names:
                forms = (self._forms[token] for token in find_tokens(name))
                self._names[name] = {
                    form.as_name: HEADLINE_WEIGHT for form in forms if form.as_word and not form.is_title
                }
            found.words.update(self._names[name])

    def _take_phrases(
        self, found: "_TermsInProgress", text: str, hints: Iterable[str], weight: float
    ) -> None:
        """Add the event types whose phrases are in *text*, of which *hints* are known."""
        phrases = self._lexicon.phrases
        for event_type in hints:
            if event_type in phrases and phrases[event_type].pattern.search(text):
                _raise(found.words, event_type, weight)

    def _mentions_correction(self, quote: str) -> bool:
        corrections = self._language.corrections
        return corrections is not None and corrections.pattern.search(quote) is not None

    def _counts_of(self, citation: Citation, clause: str) -> tuple[Count, ...]:
        """Return what a citation's headline counts, or else the *clause* of its time expression."""
        counts = counts_in(citation.headline, self._language) or counts_in(clause, self._language)
        return tuple(dict.fromkeys(counts))

    def _forget(self, found: "_TermsInProgress", expression: str) -> None:
        """Remove from *found* the words of a time expression."""
        if expression not in self._expressions:
            forms = [self._forms[token] for token in find_tokens(expression)]
            self._expressions[expression] = [form for form in forms if form.as_word]
        for form in self._expressions[expression]:
            found.words.pop(form.as_word, None)
            found.words.pop(form.as_name, None)
            found.undecided.pop(form, None)


class _TermsInProgress(NamedTuple):
    """The terms of one mention while it is read, as in a `MentionTerms`."""

    words: dict[str, float]
    undecided: dict[TokenForm, float]
    initials: dict[str, float]


def _raise(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weight, weights.get(key, 0))
