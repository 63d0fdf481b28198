"""What a headline may say: only what the clause says that it is taken from.

Where a check is unsure, the sentence's own words stand. A check that a language lacks the words for is not
made; where it does not say how it denies, no headline is trusted at all. These are the rules:

- one plain line: no markup, no control, direction or private characters, no symbols such as emoji
- the words by which something did not, may, or is only said to have happened are those of the clause
- each number is in the sentence, before the same noun, with the same bound; scores keep their order
- each name is a whole name of the sentence, or of the article where the sentence leaves it to a pronoun
- who did it and to whom it was done are not exchanged
- every other word is in the sentence, or states a type of event that a word of the sentence states
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.lang.base import Language
from timeline.lang.lexical import content_stems, names, stem, stems_of, words
from timeline.roles.event_types import type_words_of
from timeline.roles.frames import frame_of
from timeline.roles.phrases import Phrase
from timeline.text.clauses import clauses

if TYPE_CHECKING:
    from timeline.extract.verification import HeadlineEvidence

_MARKUP = re.compile(r"[*_`#<>{}\[\]|~\\^=]|https?:|www\.|[$€£¥](?!\s?\d)|(?<!\w)[-−]\d")
_NUMBER = re.compile(r"\d+(?:[.,:–-]\d+)*")
_TOKEN = re.compile(r"\d+(?:[.,:–-]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|%")
_SHORTEST_ROOT = 5
"""How many letters two words begin with that are forms of one: "resigned", "resignation"."""
_UNIT_REACH = 3
CONDITION, MODALITY, REPORT = "condition", "modality", "report"


def plain_line(headline: str, _: "HeadlineEvidence") -> str | None:
    """Return a problem when *headline* is more than one line of plain words."""
    if _MARKUP.search(headline):
        return "it has marks that are no words"
    for character in headline:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Co", "Cs", "Cn", "So", "Zl", "Zp"):
            return "it has characters that are no text"
    return None


def operators(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when *headline* lacks a word that denies, allows or attributes, or has one more."""
    negation = evidence.language.negation
    if negation is None:
        return None
    told = _scope(headline, evidence)
    for name, pattern in negation.operators.items():
        if pattern.search(headline):
            if not pattern.search(evidence.sentence):
                return f"its sentence has no word of {name}"
            continue
        if name == REPORT and evidence.reporting:
            continue  # its speaker is put before it
        # A condition may follow all that it is for; of a threat or a plan, it may be left out.
        open_ended = name == CONDITION and not negation.operators[MODALITY].search(headline)
        bearing = evidence.sentence if open_ended else told
        found = next(
            (it for it in pattern.finditer(bearing) if _bears(it, bearing, headline, evidence.language)), None
        )
        if found:
            return f"it leaves out “{found.group()}”"
    return None


def _bears(found: re.Match[str], told: str, headline: str, language: Language) -> bool:
    """Return whether an operator bears on *headline*: one that denies the next word does if that is in it."""
    if language.negation is None or language.negation.clause_wide:
        return True
    if not language.negation.negated.match(told, found.start()):
        return True
    denied = [word for word in words(told[found.end() :]) if word not in language.stop_words]
    return not denied or stem(denied[0], language) in content_stems(headline, language)


def _scope(headline: str, evidence: "HeadlineEvidence") -> str:
    """Return what of the sentence bears on *headline*: the clauses of its words, and what governs them."""
    language = evidence.language
    stems = content_stems(headline, language)
    pieces = list(_placed(evidence.sentence, clauses(evidence.sentence, language)))
    shared = [len(stems & content_stems(evidence.sentence[slice(*piece)], language)) for piece in pieces]
    if not any(shared):
        return evidence.sentence
    most = max(shared)
    kept = [place for place, count in enumerate(shared) if 2 * count >= most and count]
    complementizers = language.negation.complementizers if language.negation else frozenset[str]()
    told = []
    for place in kept:
        start = pieces[place - 1][1] if place else 0  # with the word that joins it to what is before it
        joint = words(evidence.sentence[start : pieces[place][0]])
        if place and joint and joint[-1] in complementizers and place - 1 not in kept:
            start = pieces[place - 1][0]
        found = _TOKEN.finditer(evidence.sentence, *pieces[place])
        ends = [match.end() for match in found if stem(match.group().lower(), language) in stems]
        told.append(evidence.sentence[start : max(ends, default=pieces[place][1])])
    return " ".join(told)


def _placed(sentence: str, pieces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where each of *pieces* is in the sentence, in their order."""
    end = 0
    for piece in pieces:
        start = sentence.index(piece, end)
        end = start + len(piece)
        yield start, end


def numbers_with_nouns(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when a number of *headline* has another noun or another bound than in the sentence."""
    said, known = [*_quantities(headline, evidence)], [*_quantities(evidence.sentence, evidence)]
    order = iter([number for number, _, _ in known])
    if not all(value in order for value, _, _ in said if value in {number for number, _, _ in known}):
        return "its numbers are in another order in the sentence"
    for value, unit, bound in said:
        same = [(other, limit) for number, other, limit in known if number == value]
        if not same and any(number.split()[0] == value.split()[0] for number, _, _ in known):
            return f"the number {value} is another one in the sentence"
        if not same:
            continue  # another check has said so where it is a number at all
        if re.search(rf"\d of \w+ {re.escape(value)}", evidence.sentence) and len(said) < 2:
            return f"the number {value} is a total in the sentence"
        fitting = [limit for other, limit in same if not unit or not other or unit & other]
        if not fitting:
            return f"the number {value} is of something else in the sentence"
        if bound not in fitting and not any(limit == "" and bound == "" for limit in fitting):
            return f"the number {value} has another bound in the sentence"
    return None


def _quantities(text: str, evidence: "HeadlineEvidence") -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield each number in digits, the stems of the words after it, and the bound before it."""
    language = evidence.language
    stems = stems_of(language)
    bounds = language.quantities.bounds if language.quantities else {}
    scales = language.quantities.scales if language.quantities else {}
    tokens = _TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    for place, token in enumerate(lower):
        value = token.strip(".,") if _NUMBER.fullmatch(token) else None
        if value is None and language.number_words.get(token, 0) > 1:
            number = language.number_words[token]
            value = str(int(number)) if number == int(number) else str(number)
        if value is None:
            continue
        following = lower[place + 1 : place + 1 + 2 * _UNIT_REACH]
        after = [word for word in following if word not in language.stop_words][:_UNIT_REACH]
        before = " ".join(lower[max(0, place - 3) : place])
        bound = next((limit for limit in bounds if before.endswith(limit)), "")
        scale = lower[place + 1] if place + 1 < len(lower) and lower[place + 1] in scales else ""
        yield f"{value} {scale}".strip(), frozenset(stems[word] for word in after), bound


def whole_names(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when a name of *headline* is no whole name of the sentence, or goes another way in it.

    Where the sentence has a pronoun or no name, it may be one of the article.
    """
    language = evidence.language
    pronouns = not language.pronouns.isdisjoint(words(evidence.sentence))
    text = evidence.text if pronouns or not names(evidence.sentence, language) else evidence.sentence
    known = {word.removesuffix("'s") for word in words(text)}
    plain = {word for word in _TOKEN.findall(evidence.sentence) if word.islower()}
    if language.nouns is None:
        plain |= language.titles
    wholes = [{word.removesuffix("'s") for word in words(name)} for name in names(evidence.text, language)]
    for name in names(headline, language):
        parts = [word.removesuffix("'s") for word in words(name) if word not in language.stop_words]
        parts = [part for part in parts if part[0].isalpha() and part not in plain]
        for part in parts:
            if part in known or (language.nouns and stem(part, language) in content_stems(text, language)):
                continue
            return f"the name “{part}” is not in the sentence"
        if language.nouns is None and len(parts) > 1 and not any(whole >= {*parts} for whole in wholes):
            return f"“{name}” is no name of the article"
    return _direction(headline, evidence)


def _direction(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when a name stands after another preposition than in the sentence: "from", "to"."""
    known = evidence.language.role_words
    if known is None:
        return None
    said, told = (_after_prepositions(text, known.prepositions) for text in (headline, evidence.sentence))
    for name, prepositions in said.items():
        if name in told and "" not in prepositions and told[name].isdisjoint(prepositions):
            return f"“{name.capitalize()}” has another part in the sentence"
    return None


def _after_prepositions(text: str, prepositions: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each capitalised word the words right before it that name its role, "" for none."""
    found: dict[str, set[str]] = {}
    tokens = _TOKEN.findall(text)
    for before, token in pairwise(tokens):
        if token[0].isupper() and not before[0].isupper():
            role = before.lower() if prepositions.get(before.lower(), "place") != "place" else ""
            found.setdefault(token.lower(), set()).add(role)
    return found


def roles_kept(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when *headline* has another agent or patient than the clause with its verb."""
    language = evidence.language
    said = frame_of(headline, evidence.sentence, language)
    if said is None or not said.verb or said.verb in language.stop_words:
        return None  # an auxiliary alone states nothing
    told = [
        frame
        for clause in (evidence.sentence, *clauses(evidence.sentence, language))
        if (frame := frame_of(clause, evidence.sentence, language)) is not None and frame.verb
    ]
    same_verb = [frame for frame in told if frame.verb == said.verb] or [
        frame for frame in told if not frame.types.isdisjoint(said.types)
    ]
    if not same_verb and told:
        return None if _is_verbal(said.verb, evidence) else f"“{said.verb}” is no verb of the sentence"
    for frame in same_verb:
        if _same_filler(said.agent, frame.agent) and _same_filler(said.patient, frame.patient):
            return None
    return f"“{said.verb}” has others in its roles" if same_verb else None


def _is_verbal(verb: str, evidence: "HeadlineEvidence") -> bool:
    """Return whether the sentence has a form of *verb* that does not describe a noun: "a grounded tanker"."""
    determiners = evidence.language.verbs.determiners if evidence.language.verbs else frozenset[str]()
    tokens = [token.lower() for token in _TOKEN.findall(evidence.sentence)]
    return any(
        stem(token, evidence.language) == verb and before not in determiners
        for before, token in pairwise(["", *tokens])
    )


def _same_filler(said: Phrase | None, told: Phrase | None) -> bool:
    """Return whether a phrase of a headline is that of its sentence; one that has no words is any."""
    mine, theirs = _content(said), _content(told)
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _content(phrase: Phrase | None) -> set[str]:
    return {*phrase.nouns, *(word for name in phrase.names for word in name)} if phrase else set()


def nothing_new(headline: str, evidence: "HeadlineEvidence") -> str | None:
    """Return a problem when a word of *headline* is none of the sentence, nor of a type of event in it."""
    language = evidence.language
    types = type_words_of(language)
    known = content_stems(evidence.sentence, language)
    pairs = pairwise(stem(word, language) for word in words(evidence.sentence))
    keys = (*known, *(f"{one} {other}" for one, other in pairs))
    stated = frozenset[str]().union(*(types.get(key, frozenset()) for key in keys))
    named = content_stems(" ".join(names(headline, language)), language)
    said = words(headline)
    if not language.pronouns.isdisjoint(words(evidence.sentence)):
        known = known | content_stems(evidence.text, language)  # what a pronoun stands for
    for word, following in zip(said, [*said[1:], ""], strict=True):
        if word in language.stop_words or _NUMBER.match(word) or language.number_words.get(word):
            continue
        one = stem(word, language)
        if one in known or one in named or any(_same_root(one, other) for other in known):
            continue
        if stated.isdisjoint(types.get(f"{one} {following}", types.get(one, frozenset()))):
            return f"“{word}” is not in the sentence"
    return None


def _same_root(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return (
        length >= _SHORTEST_ROOT
        and one[: max(_SHORTEST_ROOT, length - 2)] == other[: max(_SHORTEST_ROOT, length - 2)]
    )
