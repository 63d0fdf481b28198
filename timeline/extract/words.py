"""Words of sentences and headlines, compared by their stems: enough to see what a headline takes from its article."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*\d|\d")
STOPWORDS = frozenset(
    "a about above after again against all also although among an and another any are as at be because been before being "
    "between both but by can could did do does down during each even ever few for from further had has have having he her "
    "here hers him his how however i if in into is it its itself just last less let like made make many may me might more "
    "most much must my near neither next no nor not now of off on once one only or other our out over own per rather s said "
    "same say says she should since so some still such t than that the their theirs them then there these they this those "
    "though through to told too toward towards two under until up upon us very was we were what when where whether which "
    "while who whom whose why will with within without would yet you your".split()
)
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+(?:(?:of|de|van|von|bin|al|the)\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*)*")


def words(text: str) -> list[str]:
    """Return the words and numbers of *text* in lower case.

    >>> words("The U.N.'s 1,200 trucks")
    ['the', 'u', 'n', 's', '1,200', 'trucks']
    """
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def stem(word: str) -> str:
    """Return what a word shares with its other forms, roughly: its first letters without a plural or tense ending.

    >>> {stem(word) for word in ("launch", "launched", "launches", "launching")}
    {'launch'}
    """
    word = word.removesuffix("'s")
    for ending in ("ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) >= 4 and word[-1] == word[-2] else word


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    >>> sorted(content_stems("The ferries were running aground"))
    ['aground', 'fer', 'run']
    """
    return frozenset(stem(word) for word in words(text) if word not in STOPWORDS)


def names(text: str) -> list[str]:
    """Return the runs of capitalised words in *text*, in order, without those that only begin it.

    >>> names("The ferry Aurora met Ada Brandt of Nordwerk")
    ['Aurora', 'Ada Brandt of Nordwerk']
    """
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if first.lower() in STOPWORDS:
            name = rest
        if name and (match.start() > 0 or " " in name or name.isupper()):
            found.append(name)
    return found
