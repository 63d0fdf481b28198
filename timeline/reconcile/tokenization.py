"""The words by which tellings of one happening are known: folded to one form, the names and kinds of deed among them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from timeline.lang.en.lexicon import CALENDAR, REPORTING, STOP_WORDS
from timeline.lang.lexical import stem
from timeline.reconcile.lexicon import DEEDS, PEOPLES, TITLES
from timeline.reconcile.quantities import NUMBER_WORDS

_MARKS = r".!?:;\"“”()\[\]•—"
_find_plain = re.compile(rf"\w[\w'’]*|[{_MARKS}]").findall
_find_dotted = re.compile(rf"\d+(?:[.,]\d+)+|(?:[A-Z]\.){{2,}}|\w[\w'’]*|[{_MARKS}]").findall

_SENTENCE_END = frozenset('.!?:;"“”()[]•—')
_POSSESSIVE = re.compile(r"['’]s?$")
_HINTS = {
    word: hint
    for hint, words in (
        ("counting", NUMBER_WORDS),
        ("telling", REPORTING),
        ("staying", {"was", "were", "been"}),
        (
            "correcting",
            "earlier early initial initially first previous previously preliminary wrongly "
            "mistakenly correct corrects corrected correction correcting".split(),
        ),
    )
    for word in words
}


def find_tokens(text: str) -> list[str]:
    """Return the words of a text, and the marks behind which a capital means nothing.

    >>> find_tokens("The U.N.'s envoy, 42, paid 1.5 million.")
    ['The', 'U.N.', 's', 'envoy', '42', 'paid', '1.5', 'million', '.']
    """
    # Most texts have a stop at their end alone, and are read in half the time.
    return _find_plain(text) if text.find(".", 0, -1) < 0 else _find_dotted(text)


class TokenForm:
    """What a token is, wherever it stands: how it compares as a name (*as_name*), and as any other word (*as_word*).

    *as_word* is empty where it tells nothing: words of grammar, numbers, weekdays and months. *plain* is the
    same for what is written small and stands before no name. *hint* is what a reader looks out for, if it is
    that: "counting", "telling", "staying" or "correcting". *special* tokens are all that are not only plain.
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
        nation = PEOPLES.get(lower, lower)
        number = not any(map(str.isalpha, written))
        grammar = lower in STOP_WORDS or len(written) == 1
        self.acronym = len(written) > 1 and written.isupper()
        self.as_name = f"@{nation[:-1] if nation.endswith('ian') else nation}"
        self.as_word = "" if number or lower in CALENDAR or (grammar and not self.acronym) else stem(lower)
        self.capitalised = bool(self.as_word) and written[0].isupper()
        self.is_mark = written in _SENTENCE_END
        self.is_title = bool(self.as_word) and lower in TITLES
        self.plain = "" if self.capitalised or self.is_title else self.as_word
        self.hint = "counting" if number and not self.is_mark else _HINTS.get(lower, "")
        self.special = bool(self.capitalised or self.is_mark or self.is_title or self.hint)


class TokenForms(dict[str, TokenForm]):
    """The forms of all tokens read so far, by how they are written; *special* are the tokens of special ones."""

    def __init__(self) -> None:
        super().__init__()
        self.special: set[str] = set()
        self.plain = _Plain(self)

    def __missing__(self, token: str) -> TokenForm:
        form = self[token] = TokenForm(token)
        if form.special:
            self.special.add(token)
        return form


class _Plain(dict[str, str]):
    """What each token's form is as a plain word, without the detour."""

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
    """Tell whether a capital at *start* means nothing, because a sentence or a quotation begins there."""
    while start and text[start - 1].isspace():
        start -= 1
    return not start or text[start - 1] in _SENTENCE_END


def _deeds_by_stem() -> Mapping[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for line in DEEDS:
        for word in line:
            if f"={line[0]}" not in kinds[stem(word)]:
                kinds[stem(word)].append(f"={line[0]}")
    return {word: tuple(names) for word, names in kinds.items()}


DEEDS_BY_STEM = _deeds_by_stem()
"""The kinds of deed that a word tells, each with "=" before it, so that it is no word."""
