"""The words of a sentence with what each of them is, as far as tables of words tell."""

from collections.abc import Sequence

from timeline.lang.base import Language
from timeline.lang.lexical import stems_of
from timeline.roles.phrases import TOKEN
from timeline.roles.verb_tags import verb_tag
from timeline.roles.word_tags import Tag, Word

_MARKS = frozenset(',;:()“”„"—–')
_THING = ("tion", "ry", "ment")
"""Endings of nouns that a time before them names: "for May delivery"."""

Times = Sequence[tuple[int, int]]
"""Where in a text its time expressions are."""


def tagged(text: str, language: Language, times: Times = ()) -> list[Word]:
    """Return the words of *text*; what is in one of *times*, with a preposition before it, is one word.

    >>> from timeline.lang.registry import language_of
    >>> words = tagged("Ada Brandt sank in Elin on Friday.", language_of("en"), [(27, 33)])
    >>> [(word.text, word.tag.name) for word in words]  # doctest: +NORMALIZE_WHITESPACE
    [('Ada', 'PLAIN'), ('Brandt', 'PLAIN'), ('sank', 'VERB'), ('in', 'PREPOSITION'), ('Elin', 'PLAIN'),
     ('Friday', 'TIME')]
    """
    found: list[Word] = []
    stems, forms = stems_of(language), language.grammar.verb_forms
    pieces = [(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]
    for place, (start, end, written) in enumerate(pieces):
        lower = written.lower().replace("’", "'")
        if any(first <= start < last for first, last in times):
            if found and _goes_with_time(found, pieces, place, times, language):
                found.pop()
            if not found or found[-1].tag is not Tag.TIME:
                found.append(Word(written, lower, "", start, end, Tag.TIME))
            continue
        following = pieces[place + 1][2] if place + 1 < len(pieces) else ""
        lower = lower.removesuffix("'s")
        tag = _tag(written, lower, following, found, language)
        base = forms.get(lower, lower) if tag in (Tag.VERB, Tag.AUXILIARY) else lower
        found.append(Word(written, lower, stems[base], start, end, tag))
    return found


def _goes_with_time(
    found: Sequence[Word],
    pieces: Sequence[tuple[int, int, str]],
    place: int,
    times: Times,
    language: Language,
) -> bool:
    """Return whether the last of *found* is a time's preposition, and no particle: "came in yesterday"."""
    known = language.role_words.prepositions if language.role_words else {}
    if found[-1].lower not in known or _names_a_thing(pieces, place, times):
        return False
    written = pieces[place][2]
    determiners = language.verbs.determiners if language.verbs else frozenset[str]()
    bare = written[0].islower() and written not in determiners
    particle = found[-1].lower in language.grammar.particles and len(found) > 1 and found[-2].tag is Tag.VERB
    return not (bare and particle)


def _names_a_thing(pieces: Sequence[tuple[int, int, str]], place: int, times: Times) -> bool:
    """Return whether a time tells which thing is meant: "in November's election", "for May delivery"."""
    last = next(end for start, end in times if start <= pieces[place][0] < end)
    end = max(it for it, (start, _, _) in enumerate(pieces) if start < last)
    written, following = pieces[end][2], pieces[end + 1][2] if end + 1 < len(pieces) else ""
    plain = following.isalpha() and following.islower()
    return written.endswith(("'s", "’s")) or (plain and following.endswith(_THING))


def _tag(written: str, lower: str, following: str, before: Sequence[Word], language: Language) -> Tag:
    """Return what a word is, after the words *before* it and with the one *following*."""
    grammar, known = language.grammar, language.role_words
    attached = known.attached if known else frozenset[str]()
    tables = (
        (_MARKS, Tag.MARK),
        (language.verbs.auxiliaries if language.verbs else (), Tag.AUXILIARY),
        (grammar.subordinators | grammar.relatives | grammar.complementizers, Tag.OPENER),
        (grammar.coordinators, Tag.COORDINATOR),
        (language.pronouns, Tag.PRONOUN),
        (language.verbs.determiners - attached if language.verbs else (), Tag.DETERMINER),
    )
    for words, tag in tables:
        if lower in words:
            return tag
    if known and (lower in known.prepositions or lower in attached):
        after_noun = bool(before) and before[-1].tag is Tag.PLAIN
        bound = _is_bound(lower, following, language, after_noun=after_noun)
        return Tag.ADVERB if bound else Tag.PREPOSITION
    if written[0].isdigit() or lower in language.number_words:
        return Tag.NUMBER
    return verb_tag(written, following, before, language)


def _is_bound(lower: str, following: str, language: Language, *, after_noun: bool) -> bool:
    """Return whether a preposition belongs to a number: "about 600", "at least 40"."""
    bounds = language.quantities.bounds if language.quantities else {}
    counts = following[:1].isdigit() or following.lower() in language.number_words
    return f"{lower} {following.lower()}" in bounds or (lower in bounds and counts and not after_noun)
