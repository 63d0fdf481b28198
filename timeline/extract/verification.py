"""Checks of headlines against the text that the model saw: a headline may say no more than its article."""

import re
from collections.abc import Iterator

from timeline.dates import overlap
from timeline.extract.attribution import clause_of, clause_supports, competing_expression, dated_verb
from timeline.extract.clause_match import match_of
from timeline.extract.headline_evidence import HeadlineEvidence
from timeline.extract.support import (
    clauses_kept,
    identifiers_kept,
    nothing_new,
    numbers_with_nouns,
    operators,
    plain_line,
    whole_names,
)
from timeline.lang.base import Language, Negation
from timeline.lang.lexical import content_stems, names, stem, words
from timeline.lang.registry import headline_languages
from timeline.lang.time_expressions import find
from timeline.roles.event_types import type_words_of
from timeline.text.clauses import clauses
from timeline.timex import resolve

SUPPORTED = 0.6  # the share of a headline's words that must be in the sentence; the rest may be grammar
LONGEST = 200  # code points of a headline
_NUMBER = re.compile(r"\d[\d.,]*")
_DENIES = "it denies something that the sentence does not deny"
_LEAVES_OUT_DENIAL = "it leaves out that something did not happen"


def problem_with(headline: str, evidence: HeadlineEvidence) -> str | None:
    """Return what *headline* says that its article does not, or None when it is supported.

    Where negation is not known in the language, no headline is supported: it could say the opposite.

    >>> from timeline.lang.registry import language_of
    >>> sentence = "The Aurora did not sink; 80 people were saved."
    >>> evidence = HeadlineEvidence(sentence, sentence, language_of("en"))
    >>> problem_with("80 people were saved", evidence)
    >>> problem_with("90 people were saved", evidence)
    'the number 90 is not in the sentence'
    >>> problem_with("The Aurora sank; the Aurora did sink", evidence)
    'it leaves out “not”'
    >>> problem_with("El capitán fue detenido", HeadlineEvidence("…", "…", language_of("es")))
    'it cannot be checked: how its language denies is not known'
    """
    checks = (
        _language,
        _shape,
        plain_line,
        _numbers,
        numbers_with_nouns,
        whole_names,
        _negation,
        operators,
        _words,
        nothing_new,
        identifiers_kept,
        clauses_kept,
        _time,
        _clause,
    )
    return next((problem for check in checks if (problem := check(headline, evidence))), None)


def _language(_: str, evidence: HeadlineEvidence) -> str | None:
    known = evidence.language.negation is not None
    return None if known else "it cannot be checked: how its language denies is not known"


def _shape(headline: str, evidence: HeadlineEvidence) -> str | None:
    if not words(headline):
        return "it is empty"
    first = words(headline)[0]
    if any(first in language.subject_pronouns for language in headline_languages(evidence.language)):
        return f"it does not say who “{first}” is"
    return f"it is longer than {LONGEST} characters" if len(headline) > LONGEST else None


def _numbers(headline: str, evidence: HeadlineEvidence) -> str | None:
    language = evidence.language
    known = {_plain(number, language) for number in _NUMBER.findall(evidence.sentence)}
    known |= {str(value) for _, value in _number_words(evidence.sentence, language)}
    for number in _NUMBER.findall(headline):
        if _plain(number, language) not in known:
            return f"the number {number} is not in the sentence"
    for word, value in _number_words(headline, language):
        if value > 1 and str(value) not in known:
            return f"the number {word} is not in the sentence"
    return None


def _number_words(text: str, language: Language) -> Iterator[tuple[str, float]]:
    for word in words(text):
        if word in language.number_words:
            value = language.number_words[word]
            yield word, int(value) if value == int(value) else value


def _plain(number: str, language: Language) -> str:
    """Return *number* without separators of thousands and with a decimal point."""
    thousands = language.quantities.thousands if language.quantities else ","
    number = number.strip(".,").replace(thousands, "")
    return number.replace(",", ".")


def _negation(headline: str, evidence: HeadlineEvidence) -> str | None:
    negation = evidence.language.negation
    match = match_of(headline, evidence.sentence, evidence.text, evidence.language)
    if match is not None and match.succeeded:
        return None  # `operators` looks at its clauses
    if negation is None:
        return None  # `_language` has refused the headline
    foreign = _denies_in_other_language(headline, evidence)
    if negation.clause_wide:
        found = (
            _negation_of_clause(piece, headline, negation, evidence)
            for piece in clauses(headline, evidence.language)
        )
        return (_DENIES if foreign else None) or next(filter(None, found), None)
    if foreign or negation.denial.search(headline):
        return None if negation.denial.search(evidence.sentence) else _DENIES
    negated = content_stems(" ".join(negation.negated.findall(evidence.sentence)), evidence.language)
    return _LEAVES_OUT_DENIAL if negated & content_stems(headline, evidence.language) else None


def _negation_of_clause(
    piece: str, headline: str, negation: Negation, evidence: HeadlineEvidence
) -> str | None:
    """Compare a *piece* of the headline with the clause of the sentence that shares most words with it.

    If several share as many, each of them counts as what the headline may mean. A verb that denies what
    follows must be in both.
    """
    language = evidence.language
    stems = content_stems(piece, language)
    shared = [
        (len(stems & content_stems(clause, language)), clause)
        for clause in clauses(evidence.sentence, language)
    ]
    most = max(count for count, _ in shared)
    verbs = negation.denying_verbs
    denying = verbs and verbs.search(evidence.sentence) and not verbs.search(headline)
    denied = denying or any(negation.denial.search(clause) for count, clause in shared if count == most)
    if negation.denial.search(piece):
        return None if denied else _DENIES
    return _LEAVES_OUT_DENIAL if denied and most else None


def _denies_in_other_language(headline: str, evidence: HeadlineEvidence) -> bool:
    """Return whether *headline* has a denying word of another language than its sentence has it in.

    A word of the sentence itself is read in the sentence's language: "in Not" does not deny.
    """
    known = evidence.sentence.lower()
    _, *others = headline_languages(evidence.language)
    for language in others:
        if language.negation:
            found = (match.group().lower() for match in language.negation.denial.finditer(headline))
            if any(not re.search(rf"\b{re.escape(word)}\b", known) for word in found):
                return True
    return False


def _words(headline: str, evidence: HeadlineEvidence) -> str | None:
    language = evidence.language
    if language.role_words is not None:
        return None  # `nothing_new` is stricter
    named = content_stems(" ".join(names(headline, language)), language)
    said, known = content_stems(headline, language) - named, content_stems(evidence.sentence, language)
    # Numbers have been compared by their value before.
    supported = [stem for stem in said if stem in known or stem[0].isdigit()]
    enough = len(supported) >= SUPPORTED * len(said)
    return None if enough else "it says what the sentence does not say"


def _time(headline: str, evidence: HeadlineEvidence) -> str | None:
    day_first = evidence.language.writes_day_first
    for expression in find(headline, evidence.language):
        if _names_a_thing(headline[expression.start :], expression.text, evidence):
            continue
        if not any(character.isdigit() for character in expression.text):
            return f"leave out “{expression.text}” and say what happened then"
        stated = resolve(expression, evidence.published, day_first=day_first).date
        if evidence.date is not None and stated is not None and not overlap(stated, evidence.date):
            return f"“{expression.text}” is another time than the one asked about"
    return None


def _names_a_thing(rest: str, expression: str, evidence: HeadlineEvidence) -> bool:
    """Return whether a time and the word after it are in the sentence, beside its date: "May delivery"."""
    following = re.match(rf"{re.escape(expression)} [a-z]+", rest)
    if following is None or evidence.expression is None:
        return False
    place = evidence.sentence.find(following.group())
    return place >= 0 and not evidence.expression.start <= place < evidence.expression.end


def _clause(headline: str, evidence: HeadlineEvidence) -> str | None:
    if evidence.expression is None or evidence.reporting:
        return None
    sentence, language = evidence.sentence, evidence.language
    match = match_of(headline, sentence, evidence.text, language)
    if (
        match is not None
        and match.succeeded
        and not match.told.dated_by(*evidence.expression).isdisjoint(match.pairs.values())
    ):
        return None
    rival = competing_expression(headline, sentence, evidence.expression, evidence.others, language)
    clause = sentence[slice(*clause_of(sentence, *evidence.expression, language))]
    verb = dated_verb(sentence, evidence.expression.start, language.roles)
    verb_kept = verb is None or _has_verb(headline, verb, language)
    if rival is None and verb_kept and clause_supports(clause, headline, language):
        return None
    return f"that did not happen at that time; the time belongs to “{clause}”"


def _has_verb(headline: str, verb: str, language: Language) -> bool:
    """Return whether *headline* has a verb, or another one of its types of event."""
    types, stems = type_words_of(language), content_stems(headline, language)
    mine = types.get(stem(verb, language), frozenset())
    return stem(verb, language) in stems or any(
        not mine.isdisjoint(types.get(it, frozenset())) for it in stems
    )
