"""Words of a text, reduced to stems so that they can be compared: "struck" is a form of "strike".

A language without a stemmer has its lower-case words as stems, one without stop words has none.
"""

import re
from functools import cache
from threading import Lock

from timeline.lang.base import Language

_WORD = re.compile(r"[^\W\d_]++(?:[-’'][^\W\d_]++)*|\d[\d.,]*\d|\d")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*+(?:\s++(?:(?:of|de|van|von|bin|al|the)\s++)?[A-ZÀ-ÖØ-Þ][\w’'-]*+)*")
_MOST_STEMS = 500_000
"""How many words of a language are kept with their stems; those of further words are computed each time."""


class Stems(dict[str, str]):
    """The stem of each lower-case word of a language, by its irregular forms and its Snowball algorithm.

    A stem is computed when it is first looked up (Porter 1980, 2001).
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._irregular = language.irregular
        self._lock = Lock()
        self._stemmer = None
        if language.stemmer is not None:
            import snowballstemmer  # takes 30 ms, and only reading words needs it

            self._stemmer = snowballstemmer.stemmer(language.stemmer)

    def __missing__(self, word: str) -> str:
        stem = self._irregular.get(word, word)
        if self._stemmer is not None:
            with self._lock:  # the stemmer holds the word while it works on it
                stem = self._stemmer.stemWord(stem)
        if len(self) < _MOST_STEMS:
            self[word] = stem
        return stem


@cache
def stems_of(language: Language) -> Stems:
    """Return the stems of *language*, shared by all that look them up."""
    return Stems(language)


def stem(lower: str, language: Language) -> str:
    """Return the form by which a lower-case word is compared; it need not be a word.

    >>> from timeline.lang.registry import language_of
    >>> [stem(word, language_of("en")) for word in ("strikes", "struck", "armies", "crisis", "aground")]
    ['strike', 'strike', 'armi', 'crisi', 'strand']
    >>> [stem(word, language_of("de")) for word in ("Unglück".lower(), "unglücke", "ertrank", "ertrunken")]
    ['ungluck', 'ungluck', 'ertrink', 'ertrink']
    """
    return stems_of(language)[lower]


def words(text: str) -> list[str]:
    """Return the words and numbers of *text* in lower case.

    >>> words("The U.N.'s 1,200 trucks")
    ['the', 'u', 'n', 's', '1,200', 'trucks']
    """
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def content_stems(text: str, language: Language) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    >>> from timeline.lang.registry import language_of
    >>> sorted(content_stems("The ferries were sailing aground", language_of("en")))
    ['ferri', 'sail', 'strand']
    """
    stems, stop_words = stems_of(language), language.stop_words
    return frozenset([stems[word] for word in words(text) if word not in stop_words])


def names(text: str, language: Language) -> list[str]:
    """Return the runs of capitalised words in *text*, in order, without those that only begin it.

    >>> from timeline.lang.registry import language_of
    >>> names("The ferry Aurora met Ada Brandt of Nordwerk", language_of("en"))
    ['Aurora', 'Ada Brandt of Nordwerk']
    """
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if first.lower() in language.stop_words:
            name = rest
        if name and (match.start() > 0 or " " in name or name.isupper()):
            found.append(name)
    return found
