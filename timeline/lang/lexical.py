"""Words of a text, reduced to stems so that they can be compared: "struck" is a form of "strike"."""

import re

from timeline.lang.en.lexicon import IRREGULAR, STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*\d|\d")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+(?:(?:of|de|van|von|bin|al|the)\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*)*")


def words(text: str) -> list[str]:
    """Return the words and numbers of *text* in lower case.

    >>> words("The U.N.'s 1,200 trucks")
    ['the', 'u', 'n', 's', '1,200', 'trucks']
    """
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def stem(lower: str) -> str:
    """Return the form by which a lower-case word is compared; it need not be a word.

    >>> [stem(word) for word in ("strikes", "struck", "launched", "launching")]
    ['strik', 'strik', 'launch', 'launch']
    >>> [stem(word) for word in ("armies", "carried", "crisis", "aground")]
    ['army', 'carry', 'crisis', 'strand']
    """
    lower = IRREGULAR.get(lower, lower)
    for ending, short in (
        ("ies", "y"),
        ("ied", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if (
            lower.endswith(ending)
            and len(lower) - len(ending) >= 3
            and not lower.endswith(("ss", "us", "is", "eed"))
        ):
            lower = lower[: len(lower) - len(ending)] + short
            break
    if len(lower) > 4 and lower[-1] == lower[-2] and lower[-1] not in "sl":
        lower = lower[:-1]
    return lower[:-1] if len(lower) > 3 and lower.endswith("e") else lower


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    >>> sorted(content_stems("The ferries were sailing aground"))
    ['ferry', 'sail', 'strand']
    """
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def names(text: str) -> list[str]:
    """Return the runs of capitalised words in *text*, in order, without those that only begin it.

    >>> names("The ferry Aurora met Ada Brandt of Nordwerk")
    ['Aurora', 'Ada Brandt of Nordwerk']
    """
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if first.lower() in STOP_WORDS:
            name = rest
        if name and (match.start() > 0 or " " in name or name.isupper()):
            found.append(name)
    return found
