"""Tokens of a text, each in the form in which it is compared: as a name, as a stem, and by its hints."""

import re
from functools import lru_cache

from timeline.lang.base import Language
from timeline.reconcile.feature_keys import event_word_key, name_key
from timeline.reconcile.lexicon import COUNTING, Lexicon, lexicon_of

_MARKS = r".!?:;\"“”„()\[\]•—»«"
_find_plain = re.compile(rf"\w[\w'’]*|[{_MARKS}]").findall
_find_dotted = re.compile(rf"\d+(?:[.,]\d+)+|(?:[A-Z]\.){{2,}}|\w[\w'’]*|[{_MARKS}]").findall

_SENTENCE_END = frozenset('.!?:;"“”„()[]•—»«')
_POSSESSIVE = re.compile(r"['’]s?$")


def find_tokens(text: str) -> list[str]:
    """Return the words of a text, and the punctuation after which a capital means nothing.

    >>> find_tokens("The U.N.'s envoy, 42, paid 1.5 million.")
    ['The', 'U.N.', 's', 'envoy', '42', 'paid', '1.5', 'million', '.']
    """
    # Most texts have a full stop at their end only, and are read in half the time.
    return _find_plain(text) if text.find(".", 0, -1) < 0 else _find_dotted(text)


class TokenForm:
    """What a token compares as, wherever it stands: as a name (*as_name*), and as any other word (*as_word*).

    *as_word* is empty for what carries no meaning: stop words, numbers, weekdays and months. *plain* is the
    key of what is lower-case and no title, else empty. *hints* are what it may be part of. *special* tokens
    are all that are more than a plain word. *common* is whether a capital makes no name of it.
    """

    __slots__ = (
        "acronym",
        "as_name",
        "as_word",
        "capitalised",
        "common",
        "hints",
        "is_mark",
        "is_number",
        "is_title",
        "lower",
        "plain",
        "special",
    )

    def __init__(self, token: str, lexicon: Lexicon) -> None:
        written = token
        if token[0].isalpha():
            written = _POSSESSIVE.sub("", token).replace(".", "") or token
        language = lexicon.language
        self.lower = lower = written.lower()
        self.is_number = number = not any(map(str.isalpha, written))
        self.is_mark = written in _SENTENCE_END
        self.acronym = len(written) > 1 and written.isupper()
        grammar = lower in language.stop_words or len(written) == 1
        means_nothing = number or lower in lexicon.calendar or (grammar and not self.acronym)
        stem = "" if means_nothing else lexicon.stems[lower]
        self.as_word = event_word_key(stem) if stem in lexicon.event_types else stem
        self.capitalised = bool(stem) and written[0].isupper()
        self.is_title = bool(stem) and lower in language.titles
        nation = lexicon.nations.get(lexicon.stems[lower])
        # Where nouns are capitalised, those of nationalities are not: "russische Schiffe".
        inflected = language.nouns is not None
        self.as_name = name_key(nation or (stem if inflected and stem else lower))
        self.plain = "" if self.capitalised or self.is_title else self.as_word
        if inflected and nation and stem and not self.capitalised:
            self.plain = self.as_name
        self.common = stem in lexicon.common_nouns or _ends_as_noun(lower, language)
        hints = lexicon.hints.get(lower, ())
        self.hints = (COUNTING, *hints) if number and not self.is_mark else hints
        self.special = bool(self.capitalised or self.is_mark or self.is_title or self.hints)


def _ends_as_noun(lower: str, language: Language) -> bool:
    return language.nouns is not None and lower.endswith(language.nouns.endings)


class TokenForms(dict[str, TokenForm]):
    """The forms of all tokens read so far; *special* and *plain* are the tokens of such forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self.special: set[str] = set()
        self.plain = _PlainWords(self)

    def __missing__(self, token: str) -> TokenForm:
        form = self[token] = TokenForm(token, self._lexicon)
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
def names_in(text: str, language: Language) -> frozenset[str]:
    """Return the words of a name, as names compare.

    >>> from timeline.lang.registry import language_of
    >>> sorted(names_in("Ada Brandt's U.N. envoy, 42", language_of("en")))
    ['@ada', '@brandt', '@envoy', '@un']
    """
    lexicon = lexicon_of(language)
    forms = (TokenForm(token, lexicon) for token in find_tokens(text))
    return frozenset(form.as_name for form in forms if form.as_word)


def keys_of(word: str, language: Language) -> tuple[str, ...]:
    """Return the keys under which *word* can be among the features of a mention.

    >>> from timeline.lang.registry import language_of
    >>> keys_of("sank", language_of("en"))
    ('~sink', '@sank', '==sink')
    """
    lexicon = lexicon_of(language)
    form = TokenForm(word, lexicon)
    types = lexicon.event_types.get(lexicon.stems[form.lower], ())
    return (*([form.as_word] if form.as_word else []), form.as_name, *types)


def opens(text: str, start: int) -> bool:
    """Return whether a sentence or a quotation begins at *start*, so that a capital there means nothing."""
    while start and text[start - 1].isspace():
        start -= 1
    return not start or text[start - 1] in _SENTENCE_END
