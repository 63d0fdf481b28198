"""Role by role: fillers that exclude each other make two happenings of two clauses.

Each rule is on the safe side: a role that one of the two does not fill, or fills without a name, excludes
nothing. Tolls and counts exclude nothing either: they are what sources disagree on.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from timeline.lang.base import Language
from timeline.lang.lexical import words
from timeline.roles.frames import Frame
from timeline.roles.names import Name, is_same_name, name_of
from timeline.roles.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause's *frame*, and the sentence that it is a headline of, by which a name can be known to it."""

    frame: Frame
    sentence: str
    language: Language


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """Why two clauses are two happenings: the *role*, and what fills it in each of them."""

    role: str
    one: str
    other: str


def conflict_of(one: Clause, other: Clause) -> RoleConflict | None:
    """Return the first role whose fillers exclude each other, or None."""
    mine, theirs = one.frame, other.frame
    if mine is theirs:
        return None
    rules = [_identifiers] if mine.identifiers and theirs.identifiers else []
    if mine.amounts and theirs.amounts:
        rules.append(_amounts)
    if mine.types.isdisjoint(theirs.types):
        rules += [_opposite_types, _other_acts]
    if (
        mine.agent
        and theirs.agent
        and mine.patient
        and theirs.patient
        and mine.agent.text != theirs.agent.text
    ):
        rules.append(_swapped)
    if not mine.names <= theirs.names and not theirs.names <= mine.names:
        rules.append(_names_in_roles)
    return next((conflict for rule in rules for conflict in rule(one, other)), None)


def _opposite_types(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    mine, theirs = one.frame.types, other.frame.types
    known = one.language.event_types
    if known and mine and theirs and not _crossed(one.frame, other.frame):
        for pair in product(sorted(mine), sorted(theirs)):
            if frozenset(pair) in known.opposites:
                yield RoleConflict("event type", *pair)


def _crossed(one: Frame, other: Frame) -> bool:
    """Return whether one tells the other from the other side: "Halvern beat Tosk", "Tosk lost to Halvern"."""
    mine, theirs = _content(one.agent), _content(other.agent)
    ours, others = ({name for phrase in it.phrases for name in _content(phrase)} for it in (one, other))
    return mine.isdisjoint(theirs) and not mine.isdisjoint(others) and not theirs.isdisjoint(ours)


def _other_acts(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    """Each predicate states another act."""
    mine, theirs = _acts(one), _acts(other)
    if not mine or not theirs:
        return
    if not _crossed(one.frame, other.frame):
        yield RoleConflict("event type", one.frame.verb, other.frame.verb)


def _acts(clause: Clause) -> frozenset[str]:
    known = clause.language.event_types
    return clause.frame.types & known.acts if known and clause.frame.types <= known.acts else frozenset()


def _identifiers(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    mine, theirs = _by_noun(one.frame), _by_noun(other.frame)
    for noun in sorted(mine.keys() & theirs.keys()):
        if mine[noun].isdisjoint(theirs[noun]):
            yield RoleConflict("identifier", f"{noun} {min(mine[noun])}", f"{noun} {min(theirs[noun])}")


def _by_noun(frame: Frame) -> dict[str, set[str]]:
    found = defaultdict(set)
    for noun, identifier in frame.identifiers:
        found[noun].add(identifier)
    return found


def _amounts(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    mine, theirs = one.frame.amounts, other.frame.amounts
    for kind in sorted({amount.kind for amount in mine} & {amount.kind for amount in theirs}):
        first = [amount for amount in mine if amount.kind == kind]
        second = [amount for amount in theirs if amount.kind == kind]
        if all(amount.differs(rival) for amount, rival in product(first, second)):
            yield RoleConflict("amount", first[0].written, second[0].written)


def _swapped(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    mine, theirs = one.frame, other.frame
    if mine.types.isdisjoint(theirs.types) and mine.verb != theirs.verb:
        return
    roles = (mine.agent, mine.patient, theirs.agent, theirs.patient)
    agent, patient, their_agent, their_patient = (_content(phrase) for phrase in roles)
    crossed = not agent.isdisjoint(their_patient) and not patient.isdisjoint(their_agent)
    if crossed and agent.isdisjoint(their_agent):
        yield RoleConflict("who did it to whom", _text(mine.agent), _text(theirs.agent))


def _content(phrase: Phrase | None) -> frozenset[str]:
    """Return the words of a phrase, those of its names and its nouns."""
    return frozenset((*phrase.nouns, *chain.from_iterable(phrase.names))) if phrase else frozenset()


def _names_in_roles(one: Clause, other: Clause) -> Iterator[RoleConflict]:
    """Each tells, in the same role, a name that the other does not know."""
    mine, theirs = one.frame, other.frame
    shared = _share(_arguments(mine), _arguments(theirs))
    for role, first, second in _same_roles(mine, theirs):
        if role == "place" and shared:
            continue
        ours = [name for phrase in first for name in phrase.names]
        others = [name for phrase in second for name in phrase.names]
        if not ours or not others or _share(ours, others):
            continue
        if _known_to(other, ours, others) or _known_to(one, others, ours):
            continue
        headed = [{phrase.headed_by_name for phrase in phrases} for phrases in (first, second)]
        if role != "place" and headed[0] != headed[1]:
            continue
        yield RoleConflict(role, _text(first[0]), _text(second[0]))


def _same_roles(one: Frame, other: Frame) -> Iterator[tuple[str, Sequence[Phrase], Sequence[Phrase]]]:
    yield "agent", _filled(one.agent), _filled(other.agent)
    yield "patient", _filled(one.patient), _filled(other.patient)
    if one.agent is None and other.patient is None:
        yield "theme", _filled(one.patient), _filled(other.agent)
    if other.agent is None and one.patient is None:
        yield "theme", _filled(one.agent), _filled(other.patient)
    yield "place", one.places, other.places
    if one.verb and (one.verb == other.verb or not one.types.isdisjoint(other.types)):
        yield "other", one.others, other.others


def _filled(phrase: Phrase | None) -> Sequence[Phrase]:
    return (phrase,) if phrase is not None else ()


def _arguments(frame: Frame) -> list[Name]:
    return [name for phrase in (frame.agent, frame.patient) if phrase for name in phrase.names]


def _share(one: Sequence[Name], other: Sequence[Name]) -> bool:
    return any(is_same_name(*pair) for pair in product(one, other))


def _known_to(told: Clause, names: Sequence[Name], rivals: Sequence[Name]) -> bool:
    """Return whether the sentence has a word of one of *names* that none of *rivals* has."""
    common = {word for name in rivals for word in name}
    known = _words_of(told.sentence, told.language)
    return any(word in known for name in names for word in name if word not in common)


@lru_cache(maxsize=20_000)
def _words_of(sentence: str, language: Language) -> frozenset[str]:
    """Return the capitalised words of a sentence in lower case, each as in a name, too."""
    found = [word for word in words(sentence) if word.capitalize() in sentence or word.upper() in sentence]
    return frozenset((*found, *chain.from_iterable(name_of(word, language) for word in found)))


def _text(phrase: Phrase | None) -> str:
    return phrase.text if phrase else ""
