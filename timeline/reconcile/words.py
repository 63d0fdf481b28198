"""The words by which tellings of one happening are known: folded to one form, the names and kinds of deed among them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from timeline.english import STOP_WORDS
from timeline.reconcile.lexicon import DEEDS, PEOPLES, TITLES
from timeline.words import stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = frozenset('.!?:;"“”()[]•—')
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is, wherever it stands: how it compares as a name (*as_name*) and as any other word (*as_word*)."""

    lower: str
    as_name: str
    as_word: str
    capitalised: bool
    acronym: bool
    number: bool
    title: bool
    empty: bool


class Word(NamedTuple):
    """One word of a text, where it starts, and whether it begins a sentence, where a capital means nothing."""

    form: Form
    start: int
    initial: bool


@lru_cache(maxsize=50_000)
def form_of(written: str) -> Form:
    """Return what *written* is; *empty* are words of grammar, weekdays and months, which tell nothing."""
    if written[0].isalpha():
        written = _POSSESSIVE.sub("", written).replace(".", "")
    lower = written.lower()
    nation = PEOPLES.get(lower, lower)
    acronym = len(written) > 1 and written.isupper()
    return Form(
        lower=lower,
        as_name=nation[:-1] if nation.endswith("ian") else nation,
        as_word=stem(lower),
        capitalised=written[0].isupper(),
        acronym=acronym,
        number=not any(map(str.isalpha, written)),
        title=lower in TITLES,
        empty=not acronym and (lower in STOP_WORDS or (len(written) == 1 and not written.isdigit())),
    )


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of *text*, without titles before names.

    >>> [word.form.as_name for word in words_of("President Ada Brandt met the U.N.'s envoy") if not word.form.empty]
    ['ada', 'brandt', 'met', 'un', 'envoy']
    """
    title, end = None, 0
    for match in _WORD.finditer(text):
        start = match.start()
        word = Word(form_of(match[0]), start, not end or not _SENTENCE_END.isdisjoint(text[end:start]))
        end = match.end()
        if title and not word.form.capitalised:
            yield title
        title = word if word.form.title else None
        if not title:
            yield word
    if title:
        yield title


def _deeds_by_stem() -> Mapping[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in DEEDS:
        for word in line:
            if line[0] not in kinds[stem(word)]:
                kinds[stem(word)].append(line[0])
    return {word: tuple(names) for word, names in kinds.items()}


DEEDS_BY_STEM = _deeds_by_stem()
"""The kinds of deed that a word tells."""
