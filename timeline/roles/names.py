"""Names as they compare: "Ada Brandt" and "finance minister Brandt" are one, "America" is no bank."""

import re
from functools import lru_cache

from timeline.lang.base import Language, RoleWords
from timeline.lang.lexical import stem

Name = tuple[str, ...]
"""The words of a name in lower case, without titles; a nationality is its country."""

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=20_000)
def name_of(written: str, language: Language) -> Name:
    """Return the words by which a name compares.

    >>> from timeline.lang.registry import language_of
    >>> name_of("Finance Minister Ada Brandt's", language_of("en"))
    ('ada', 'brandt')
    >>> name_of("Moscow", language_of("en"))
    ('russia',)
    >>> name_of("the French", language_of("en")), name_of("U.N.", language_of("en"))
    (('france',), ('un',))
    """
    known = language.role_words or RoleWords()
    words = [_POSSESSIVE.sub("", word).replace(".", "").lower() for word in _WORD.findall(written)]
    kept = [word for word in words if word not in language.titles and word not in known.person_nouns]
    plain = [language.nationalities.get(stem(word, language), word) for word in kept or words]
    name = tuple(word for word in plain if word not in known.articles)
    country = known.metonyms.get(" ".join(name))
    return (country,) if country else name


def is_same_name(one: Name, other: Name) -> bool:
    """Return whether two names can be one: one is the beginning or the end of the other, or its initials.

    >>> is_same_name(("ada", "brandt"), ("brandt",)), is_same_name(("ada", "brandt"), ("jon", "brandt"))
    (True, False)
    >>> is_same_name(("bank", "of", "america"), ("america",)), is_same_name(("un",), ("united", "nations"))
    (False, True)
    """
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if not one or len(one) == len(other):
        return False
    if one == other[: len(one)]:
        return True
    if one == other[-len(one) :]:
        return not any(len(word) <= 2 for word in other[: -len(one)])
    return len(one) == 1 and one[0] == "".join(word[0] for word in other)
