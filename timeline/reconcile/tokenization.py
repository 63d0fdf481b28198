"""Tokens of a text, each in the form in which it is compared: as a name, as a stem, and as event types."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from timeline.lang.en.lexicon import CALENDAR, REPORTING, STOP_WORDS
from timeline.lang.lexical import stem
from timeline.reconcile.feature_keys import event_type_key, name_key
from timeline.reconcile.lexicon import EVENT_TYPES, NATIONALITIES, TITLES
from timeline.reconcile.quantities import NUMBER_WORDS

_MARKS = r".!?:;\"“”()\[\]•—"
_find_plain = re.compile(rf"\w[\w'’]*|[{_MARKS}]").findall
_find_dotted = re.compile(rf"\d+(?:[.,]\d+)+|(?:[A-Z]\.){{2,}}|\w[\w'’]*|[{_MARKS}]").findall

_SENTENCE_END = frozenset('.!?:;"“”()[]•—')
_POSSESSIVE = re.compile(r"['’]s?$")

Hint = Literal["counting", "reporting", "staying", "correcting"]
"""What a word may be part of: a number, reported speech, somebody's stay at a place, a correction."""

_CORRECTING = frozenset(
    "earlier early initial initially first previous previously preliminary wrongly mistakenly correct "
    "corrects corrected correction correcting".split()
)
_HINTS: dict[str, Hint] = {
    **dict.fromkeys(NUMBER_WORDS, "counting"),
    **dict.fromkeys(REPORTING, "reporting"),
    **dict.fromkeys(("was", "were", "been"), "staying"),
    **dict.fromkeys(_CORRECTING, "correcting"),
}


def find_tokens(text: str) -> list[str]:
    """Return the words of a text, and the punctuation after which a capital means nothing.

    >>> find_tokens("The U.N.'s envoy, 42, paid 1.5 million.")
    ['The', 'U.N.', 's', 'envoy', '42', 'paid', '1.5', 'million', '.']
    """
    # Most texts have a full stop at their end only, and are read in half the time.
    return _find_plain(text) if text.find(".", 0, -1) < 0 else _find_dotted(text)


class TokenForm:
    """What a token compares as, wherever it stands: as a name (*as_name*), and as any other word (*as_word*).

    *as_word* is empty for what carries no meaning: stop words, numbers, weekdays and months. *plain* is
    *as_word* for what is lower-case and no title, else empty. *special* tokens are all that are more than a
    plain word.
    """

    __slots__ = (
        "acronym",
        "as_name",
        "as_word",
        "capitalised",
        "hint",
        "is_mark",
        "is_title",
        "lower",
        "plain",
        "special",
        "token",
    )

    def __init__(self, token: str) -> None:
        self.token = written = token
        if token[0].isalpha():
            written = _POSSESSIVE.sub("", token).replace(".", "") or token
        self.lower = lower = written.lower()
        nation = NATIONALITIES.get(lower, lower)
        number = not any(map(str.isalpha, written))
        grammar = lower in STOP_WORDS or len(written) == 1
        self.acronym = len(written) > 1 and written.isupper()
        self.as_name = name_key(nation[:-1] if nation.endswith("ian") else nation)
        self.as_word = "" if number or lower in CALENDAR or (grammar and not self.acronym) else stem(lower)
        self.capitalised = bool(self.as_word) and written[0].isupper()
        self.is_mark = written in _SENTENCE_END
        self.is_title = bool(self.as_word) and lower in TITLES
        self.plain = "" if self.capitalised or self.is_title else self.as_word
        self.hint: Hint | None = "counting" if number and not self.is_mark else _HINTS.get(lower)
        self.special = bool(self.capitalised or self.is_mark or self.is_title or self.hint)


class TokenForms(dict[str, TokenForm]):
    """The forms of all tokens read so far; *special* and *plain* are the tokens of such forms."""

    def __init__(self) -> None:
        super().__init__()
        self.special: set[str] = set()
        self.plain = _PlainWords(self)

    def __missing__(self, token: str) -> TokenForm:
        form = self[token] = TokenForm(token)
        if form.special:
            self.special.add(token)
        return form


class _PlainWords(dict[str, str]):
    """The plain word of each token, found with one look-up."""

    def __init__(self, forms: TokenForms) -> None:
        super().__init__()
        self._forms = forms

    def __missing__(self, token: str) -> str:
        plain = self[token] = self._forms[token].plain
        return plain


@lru_cache(maxsize=10_000)
def names_in(text: str) -> frozenset[str]:
    """Return the words of a name, as names compare.

    >>> sorted(names_in("Ada Brandt's U.N. envoy, 42"))
    ['@ada', '@brandt', '@envoy', '@un']
    """
    return frozenset(form.as_name for form in map(TokenForm, find_tokens(text)) if form.as_word)


def opens(text: str, start: int) -> bool:
    """Return whether a sentence or a quotation begins at *start*, so that a capital there means nothing."""
    while start and text[start - 1].isspace():
        start -= 1
    return not start or text[start - 1] in _SENTENCE_END


def _event_types_by_stem() -> Mapping[str, tuple[str, ...]]:
    types: dict[str, dict[str, None]] = defaultdict(dict)
    for words in EVENT_TYPES:
        for word in words:
            types[stem(word)][event_type_key(words[0])] = None
    return {word: tuple(names) for word, names in types.items()}


EVENT_TYPES_BY_STEM = _event_types_by_stem()
"""The keys of the event types that a word stands for, by its stem."""
