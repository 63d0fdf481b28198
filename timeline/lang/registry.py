"""Which languages are known, and how a tag or a text leads to one of them.

A language of another distribution is found by an entry point of the group `timeline.languages`, whose name
is the language's code and whose value leads to a `Language`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module

from timeline.errors import UsageError
from timeline.lang.base import Language
from timeline.plugins import left_out, load_plugins
from timeline.timex.numeric import numeric_date
from timeline.timex.tense import always_past
from timeline.timex.time_grammar import TimeGrammar

NUMERIC_DATES = TimeGrammar(read=numeric_date, direction_of=always_past)
"""What is read in a language without a time grammar: numeric dates."""
UNDETERMINED = Language(code="und", time=NUMERIC_DATES)
"""The language of a text in no known language, by its BCP 47 code: only numeric dates are read."""

ENTRY_POINTS = "timeline.languages"

_BUILT_IN = {"en": ("timeline.lang.en", "ENGLISH"), "de": ("timeline.lang.de", "GERMAN")}
"""Module and name of each language; a module is imported when its language is first needed."""
_FOR_SHORT_TEXTS = "en"
"""What a text is read as that is too short for its language to be recognised."""
_ANSWERS = "en"
"""The language of the questions that a model is asked, in which it may answer too."""
_SAMPLE_LENGTH = 20_000
"""In code points: a text's language is recognised by its beginning alone."""
_LEAST_SHARE = 0.05
"""The least share of common words in a text of a language; running text has three to six times as many."""
_FEW_WORDS = 20
"""A text of fewer words may be a list of names, which says little about its language."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_WORD = re.compile(r"[^\W\d_]+")

_registered: dict[str, Language] = {}


def language_of(tag: str) -> Language:
    """Return the language of *tag*, a BCP 47 tag such as en-GB; UNDETERMINED for one that is not known.

    >>> language_of("de-AT").code, language_of("tlh").code
    ('de', 'und')
    """
    code, region = _parts(tag)
    language = _registered.get(code) or _known(code)
    if language is None:
        return UNDETERMINED
    return _regional(language, region) if region in language.day_first else language


def headline_languages(language: Language) -> tuple[Language, ...]:
    """Return the languages in which a model may write a headline for *language*: its own, and English."""
    english = language_of(_ANSWERS)
    return (language,) if language.code == english.code else (language, english)


def languages() -> tuple[Language, ...]:
    """Return all known languages: built-in ones, those of entry points, and those registered."""
    plugins, _ = _plugins()
    built_in = {code: language for code in _BUILT_IN if (language := _known(code))}
    return tuple({**built_in, **plugins, **_registered}.values())


def register(language: Language) -> None:
    """Make *language* known in this process.

    Raises UsageError if its code is taken or is no language code.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language.code) or language.code == UNDETERMINED.code:
        raise UsageError(f"{language.code!r} is no language code of two or three small letters")
    if (_registered.get(language.code) or _known(language.code)) not in (None, language):
        raise UsageError(f"the language code {language.code!r} is taken")
    _registered[language.code] = language


def registered() -> tuple[Language, ...]:
    """Return the languages that were added by `register`, which other processes do not know."""
    return tuple(_registered.values())


def plugin_problems() -> tuple[str, ...]:
    """Return one sentence for each language of an entry point that is left out, and why."""
    _, problems = _plugins()
    return problems


def detect_language(text: str) -> Language:
    """Return the known language whose common words *text* holds most of; UNDETERMINED if it holds few of any.

    A short text that holds few of any is read as English.

    >>> detect_language("Die Fähre ist mit 80 Menschen an Bord auf Grund gelaufen, und es regnet.").code
    'de'
    """
    words = [word.lower() for word in _WORD.findall(text, 0, _SAMPLE_LENGTH)]
    counts = [(sum(map(known.common_words.__contains__, words)), known) for known in languages()]
    most, language = max(counts, key=lambda counted: counted[0])
    if most >= _LEAST_SHARE * len(words):
        return language
    return language_of(_FOR_SHORT_TEXTS) if len(words) < _FEW_WORDS else UNDETERMINED


def language_tag(written: str) -> str | None:
    """Return the BCP 47 tag of a language as people write it: a tag, or a known language's name; else None.

    >>> language_tag("DE_at"), language_tag("German"), language_tag("Klingon, mostly")
    ('de-AT', 'de', None)
    """
    written = written.strip()
    for language in languages():
        if written.casefold() in language.names:
            return language.code
    if not _TAG.fullmatch(written):
        return None
    code, region = _parts(written)
    return f"{code}-{region}" if region else code


@cache
def _regional(language: Language, region: str) -> Language:
    return replace(language, region=region)


def _known(code: str) -> Language | None:
    """Return the language of *code* that is built in or that an entry point leads to."""
    if code in _BUILT_IN:
        module, name = _BUILT_IN[code]
        language: Language = getattr(import_module(module), name)
        return language
    plugins, _ = _plugins()
    return plugins.get(code)


@cache
def _plugins() -> tuple[Mapping[str, Language], tuple[str, ...]]:
    """Return the languages of other distributions by code, and a sentence for each that is left out."""
    loaded, problems = load_plugins(ENTRY_POINTS, Language)
    languages: dict[str, Language] = {}
    clashes = []
    for plugin in loaded:
        code = plugin.value.code
        if code in _BUILT_IN or code in languages:
            clashes.append(left_out(code, plugin.distribution, "the code of its language is taken"))
        else:
            languages[code] = plugin.value
    return languages, (*problems, *clashes)


@lru_cache(maxsize=1000)
def _parts(tag: str) -> tuple[str, str]:
    """Return the language and the region of a tag; the region is empty where it has none."""
    code, *rest = re.split("[-_]", tag)
    return code.lower(), next((part.upper() for part in rest if len(part) == 2 or part.isdigit()), "")
