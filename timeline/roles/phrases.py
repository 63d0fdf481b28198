"""Noun phrases of a clause: their names, what tells them from others of their kind, and their amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from timeline.lang.base import Language, RoleWords
from timeline.lang.lexical import stems_of
from timeline.roles.names import Name, name_of

TOKEN = re.compile(
    r"(?:CVE|cve)-\d+-\d+|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)+|\d+\s?[-–]\s?\d+(?![\d-])|\d+"
    r"|[A-Z](?:\.[A-Z])+\.?|[^\W\d_][\w]*(?:[-’'.][^\W_][\w]*)*|US\$|[$€£¥%,;:()“”\"—–]"
)
_SCORE = re.compile(r"(\d+)\s?[-–]\s?(\d+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w.-]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is what something is: a score, a share, a price, a level. *exact* is its least digit."""

    kind: str
    value: float
    exact: float
    written: str

    def differs(self, other: "Amount") -> bool:
        """Return whether both are of one kind, and one is not the other in fewer digits."""
        step = max(self.exact, other.exact)
        return self.kind == other.kind and abs(self.value - other.value) > step * 0.51


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a clause: its *names*, whether a name is its head, and the *nouns* besides, as stems.

    *identifiers* are what tells it from others of its kind: each a noun's stem and the number, letter or
    direction that goes with it.
    """

    text: str
    names: tuple[Name, ...]
    headed_by_name: bool
    nouns: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]


def tokens_of(text: str) -> list[str]:
    """Return the words, numbers and marks of a text.

    >>> tokens_of("Elin won 2-0; U.N. Lines fell 7.5% to $1,200.")
    ['Elin', 'won', '2-0', ';', 'U.N.', 'Lines', 'fell', '7.5', '%', 'to', '$', '1,200']
    """
    return TOKEN.findall(text)


def amounts_in(tokens: Sequence[str], language: Language, known: RoleWords) -> tuple[Amount, ...]:
    """Return the amounts among *tokens* by which a happening is known from others of its kind."""
    found: list[Amount] = []
    for place, token in enumerate(tokens):
        if token.isalpha() and token.lower() not in language.number_words:
            continue
        if score := _SCORE.fullmatch(token):
            found.append(Amount("score", float(score[1]) * 1000 + float(score[2]), 0, token))
            continue
        value, exact = _value(token, language)
        if value is None or _VERSION.fullmatch(token):
            continue
        around = [word.lower() for word in tokens[max(0, place - 1) : place + 3]]
        before = tokens[place - 1].lower() if place else ""
        after = [word.lower() for word in tokens[place + 1 : place + 3]]
        scale, after = _scaled(after, tokens[place + 1 : place + 4], language)
        written = " ".join(around)
        if after and (after[0] in known.shares or after[:2] == ["per", "cent"]):
            found.append(Amount("per cent", value, exact, f"{token} per cent"))
        elif before in known.money or (after and after[0] in known.money):
            money = known.money[before] if before in known.money else known.money[after[0]]
            found.append(Amount(money, value * scale, exact * scale, written))
        elif before in known.levels or (after and after[0] in known.levels):
            level = before if before in known.levels else after[0]
            found.append(Amount(level, value, exact, written))
        elif after and after[0] in known.measures:
            found.append(Amount(after[0], value, exact, written))
    return tuple(found)


def _scaled(after: list[str], tokens: Sequence[str], language: Language) -> tuple[float, list[str]]:
    scales = language.quantities.scales if language.quantities else {}
    if after and after[0] in scales:
        return scales[after[0]], [word.lower() for word in tokens[1:3]]
    return 1, after


def _value(token: str, language: Language) -> tuple[float | None, float]:
    """Return the number that *token* is, and the value of its last digit; None for any other word."""
    if not _NUMBER.fullmatch(token):
        word = language.number_words.get(token.lower())
        return (float(word), 0.0) if word is not None else (None, 0.0)
    thousands = language.quantities.thousands if language.quantities else ","
    plain = token.replace(thousands, "").replace(",", ".")
    if plain.count(".") > 1:
        return None, 0.0
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.1**decimals if decimals else 1.0


def phrase_of(
    tokens: Sequence[str], language: Language, known: RoleWords, *, opening: bool, sentence: str
) -> Phrase:
    """Return the phrase of *tokens*; *opening* is whether it begins the text, where a capital means nothing.

    There, *sentence* shows whether it is a name.
    """
    names: list[Name] = []
    nouns: list[str] = []
    last_is_name = False
    identifiers = identifiers_in(tokens, language, known)
    place, stems = 0, stems_of(language)
    while place < len(tokens):
        token = tokens[place]
        end = _name_end(tokens, place, language, known, opening=opening and place == 0, sentence=sentence)
        if end > place:
            name = name_of(" ".join(tokens[place:end]), language)
            names += [name] if name else []
            last_is_name = bool(name)
            place = end
            continue
        word = token.lower()
        if token[0].isalpha() and word not in language.stop_words and word not in language.number_words:
            nouns.append(stems[word])
            last_is_name = False
        place += 1
    return Phrase(" ".join(tokens), tuple(names), last_is_name, tuple(nouns), identifiers)


def _name_end(
    tokens: Sequence[str],
    place: int,
    language: Language,
    known: RoleWords,
    *,
    opening: bool,
    sentence: str,
) -> int:
    """Return where the name that begins at *place* ends, or *place* where none begins."""
    if not tokens[place][0].isupper() or tokens[place].lower() in known.articles:
        return place
    end = _end_of_capitals(tokens, place)
    # "President of France" is no name, "Bank of America" is one.
    titled = tokens[end - 1].lower() in language.titles
    if end + 1 < len(tokens) and not titled and tokens[end] in known.attached:
        end = _end_of_capitals(tokens, end + 1) if tokens[end + 1][0].isupper() else end
    alone = end == place + 1 or not tokens[place + 1][0].isupper()
    followed = end < len(tokens)
    if opening and alone and _is_common(tokens[place], language, known, sentence, followed=followed):
        return place
    return end


def _end_of_capitals(tokens: Sequence[str], place: int) -> int:
    while place < len(tokens) and tokens[place][0].isupper():
        place += 1
    return place


def _is_common(written: str, language: Language, known: RoleWords, sentence: str, *, followed: bool) -> bool:
    """Return whether a capitalised word that begins a clause is no name, as far as *sentence* shows it.

    *followed* is whether the phrase goes on after it: "Air strikes".
    """
    word = written.lower()
    if word in known.openers or word in language.stop_words or word in language.titles:
        return True
    if word in known.person_nouns or word in language.number_words:
        return True
    place = sentence.find(written)
    describes = written.endswith("s") or followed
    return place < 0 or (place == 0 and describes and sentence.find(written, 1) < 0)


def identifiers_in(
    tokens: Sequence[str], language: Language, known: RoleWords
) -> tuple[tuple[str, str], ...]:
    """Return what tells things of one kind apart: a noun's stem and its number, letter or direction."""
    found, stems = [], stems_of(language)
    for place, token in enumerate(tokens):
        lower = token.lower()
        if (
            len(token) > 1
            and token.isalpha()
            and lower not in known.ordinals
            and lower not in known.directions
        ):
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        before = tokens[place - 1] if place else ""
        if _VERSION.fullmatch(token):
            found.append(("version", token))
        elif ordinal := _ordinal(token, known):
            if following[:1].isalpha():
                found.append((stems[following.lower()], ordinal))
        elif lower in known.directions and following[:1].isalpha():
            found.append((stems[following.lower()], known.directions[lower]))
        elif len(token) > 2 and _CODE.fullmatch(token) and not _NUMBER.fullmatch(token):
            found.append((re.sub(r"\d.*", "", lower) or "code", lower.removesuffix("s")))
        elif _names_kind(before, language, known) and (
            (token.isdigit() and not _counts(following, language, known))
            or (len(token) == 1 and token.isupper() and before[:1].isalpha() and lower not in known.articles)
        ):
            found.append((stems[before.lower()], lower))
    return tuple(found)


def _ordinal(token: str, known: RoleWords) -> str | None:
    if match := _ORDINAL.fullmatch(token):
        return match[1]
    number = known.ordinals.get(token.lower())
    return str(number) if number is not None else None


def _names_kind(before: str, language: Language, known: RoleWords) -> bool:
    """Return whether a number after *before* names one of its kind: "reactor 2", not "killed 2"."""
    word = before.lower()
    if not word[:1].isalpha() or word in language.stop_words or word in known.prepositions:
        return False
    verbs = language.verbs
    if verbs and (word in verbs.past_tenses or (verbs.regular and verbs.regular.fullmatch(word))):
        return False
    return word not in known.levels and word not in _counting_words(language)


@cache
def _counting_words(language: Language) -> frozenset[str]:
    """Return the words before a number that counts: "killed 12", "at least 12"."""
    if language.quantities is None:
        return frozenset()
    bounds = (bound.split()[-1] for bound in language.quantities.bounds)
    return frozenset((*language.quantities.tolls, *bounds))


def _counts(following: str, language: Language, known: RoleWords) -> bool:
    word = following.lower()
    if word in known.shares or word in known.money or word in known.measures or word == "per":
        return True
    counted = language.quantities.counted if language.quantities else None
    anybody = language.quantities.anybody if language.quantities else frozenset()
    return word in anybody or bool(counted and following.islower() and counted.fullmatch(following))
