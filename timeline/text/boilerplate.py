"""Boilerplate around an article: captions, bylines, notices and teasers, recognised by layout and wording.

Each rule gives its reason in a few words. In doubt a line is kept: a caption among the sentences costs one
question, a lost sentence of the article costs an event.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from timeline.lang.de import lexicon as german
from timeline.lang.de.layout import DATE_LINE_WORDS as GERMAN_DATE_LINE_WORDS
from timeline.lang.en.boilerplate_words import (
    AGENCIES,
    CONNECTORS,
    CREDIT,
    DATE_LINE_WORDS,
    NO_CAPTION_WORDS,
    PLURAL_ENDINGS,
    RELATIVE_PRONOUNS,
    SIGN_OFF_WORDS,
    SOURCE_HEADINGS,
    WORDINGS,
)
from timeline.lang.en.lexicon import AUXILIARIES, DETERMINERS, MONTHS, NOT_PAST_TENSES, PAST_TENSES, WEEKDAYS
from timeline.text.blocks import Markup

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
_FINISHED = re.compile(r"[.!?…:;,]['\"’”»)\]*_]*$")
_BARE_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-])*")
_LINK_ONLY = re.compile(r"\[[^\]]{1,300}\]\([^)]{1,500}\)")
_ITALIC = re.compile(r"([*_])(?!\1)[^*_](?:(?!\1).)*\1", re.DOTALL)
_LONGEST_CREDIT = 160
_CALENDARS = {"en": frozenset((*MONTHS, *WEEKDAYS)), "de": frozenset((*german.MONTHS, *german.WEEKDAYS))}


@dataclass(frozen=True)
class Passage:
    """A block as the rules see it; *follows* says that no blank line separates it from the block before.

    Verbs are only known in English: in any other *language* every finished line counts as having a verb.
    """

    text: str
    markup: Markup
    sentences: int
    follows: bool
    language: str = "en"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return its words, with their punctuation."""
        return tuple(self.text.split())

    @cached_property
    def plain(self) -> str:
        """Return its beginning in lower case, with plain quotes and single spaces."""
        return " ".join(self.text[:400].translate(_QUOTES).lower().strip("*_ ").split())

    @cached_property
    def bare_words(self) -> tuple[str, ...]:
        """Return its words without punctuation and numbers."""
        return tuple(_BARE_WORD.findall(self.text[:2000].translate(_QUOTES)))

    @cached_property
    def finished(self) -> bool:
        """Return whether it ends as running text does."""
        return _FINISHED.search(self.text[-12:].replace(" ", "")) is not None

    @cached_property
    def title_like(self) -> bool:
        """Return whether it is a line of at most 25 words, without a sentence's end or a leading date."""
        return (
            self.markup is Markup.PLAIN
            and not self.finished
            and self.sentences == 1
            and len(self.bare_words) > 0
            and len(self.words) <= 25
            and not self.text[0].islower()
            and not self.leads_with_date
        )

    @cached_property
    def leads_with_date(self) -> bool:
        """Return whether it begins with a number, a month or a weekday, as the lines of a chronology do."""
        first = self.plain.split(" ", 1)[0].strip("([.,:)]")
        return first[:1].isdigit() or first in self.calendar

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Return the names of months and days in its language."""
        return _CALENDARS.get(self.language, _CALENDARS["en"])

    @cached_property
    def title_cased(self) -> bool:
        """Return whether nearly all its words are capitalised."""
        counted = [word for word in self.bare_words if word.lower() not in CONNECTORS]
        return bool(counted) and sum(word[0].isupper() for word in counted) >= 0.75 * len(counted)

    @cached_property
    def has_verb(self) -> bool:
        """Return whether it is a finished sentence whose main clause seems to have a verb."""
        if self.language != "en":
            return self.finished
        for before, word in pairwise(("", *self.bare_words)):
            if word in RELATIVE_PRONOUNS:
                return False
            if _is_verb(word) and before.lower() not in DETERMINERS:
                return self.finished
        return False

    @cached_property
    def verbless(self) -> bool:
        """Return whether it is a short finished line in which no word looks like a verb or its subject."""
        return (
            self.language == "en"
            and self.finished
            and self.sentences == 1
            and 2 <= len(self.words) <= 15
            and self.text[0].isupper()
            and not self.leads_with_date
            and not any(map(_in_no_caption, self.bare_words))
        )

    @cached_property
    def prose(self) -> bool:
        """Return whether it is certainly running text."""
        return (
            self.finished
            and len(self.words) >= 8
            and (self.sentences > 1 or len(self.words) > 25 or self.has_verb)
        )


def boilerplate(passages: Sequence[Passage]) -> list[str | None]:
    """Return for each passage why it is not part of the article's text, or None."""
    reasons = [own_reason(passage) for passage in passages]
    for rule in (
        _captions_beside_credits,
        _source_lists,
        _headlines,
        _teasers,
        _listed_teasers,
        _closing_note,
        _subheadings,
    ):
        for number, reason in rule(passages, reasons).items():
            reasons[number] = reasons[number] or reason
    return reasons


def own_reason(passage: Passage) -> str | None:
    """Return why *passage* is boilerplate by its own words and layout, or None."""
    rules: tuple[Callable[[Passage], str | None], ...] = (
        _markup,
        _date_line,
        _byline,
        _sign_off,
        _credited,
        _wording,
    )
    return next((reason for rule in rules if (reason := rule(passage))), None)


def closing_reason(sentence: str, language: str = "en") -> str | None:
    """Return why one *sentence* of a paragraph is a notice or a sign-off rather than part of it, or None."""
    passage = Passage(sentence, Markup.PLAIN, 1, follows=True, language=language)
    return _wording(passage) or _sign_off(passage)


def _is_verb(word: str) -> bool:
    lowered = word.lower()
    if lowered in AUXILIARIES:
        return True
    return word.islower() and (
        lowered in PAST_TENSES or (len(word) > 3 and word.endswith("ed") and word not in NOT_PAST_TENSES)
    )


def _in_no_caption(word: str) -> bool:
    """Return whether *word* is or may be a verb, or is another word that captions lack."""
    may_be_verb = word.islower() and word.endswith("s") and not word.endswith((*PLURAL_ENDINGS, "'s"))
    return may_be_verb or word.lower() in NO_CAPTION_WORDS or _is_verb(word)


def _markup(passage: Passage) -> str | None:
    if passage.markup is Markup.ITEM and _LINK_ONLY.fullmatch(passage.text):
        return "navigation"
    if passage.markup is Markup.HEADING and passage.finished:
        return None
    return {Markup.HEADING: "headline", Markup.CODE: "code", Markup.IMAGE: "caption"}.get(passage.markup)


def _wording(passage: Passage) -> str | None:
    count = len(passage.words)
    for reason, longest, pattern in WORDINGS:
        if count <= longest and pattern.search(passage.plain):
            return reason
    return None


def _date_line(passage: Passage) -> str | None:
    if len(passage.words) > 14 or not any(character.isdigit() for character in passage.text):
        return None
    words = [word.lower() for word in passage.bare_words]
    named = any(word in passage.calendar for word in words)
    dated = named or re.search(r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}", passage.plain)
    labels = GERMAN_DATE_LINE_WORDS if passage.language == "de" else DATE_LINE_WORDS
    known = all(word in passage.calendar or word in labels for word in words)
    return "date line" if dated and known else None


def _byline(passage: Passage) -> str | None:
    words = passage.bare_words
    opening = "von" if passage.language == "de" else "by"
    if passage.finished or not 2 <= len(words) <= 12 or words[0].lower() != opening:
        return None
    named = all(word[0].isupper() or word in CONNECTORS for word in words)
    return "byline" if named and words[1].lower() not in passage.calendar else None


def _sign_off(passage: Passage) -> str | None:
    """Find "es/mz (AFP, Reuters)", "AGENCE FRANCE-PRESSE", "— with agencies"."""
    if len(passage.words) > 10 or (not AGENCIES.search(passage.text) and "agencies" not in passage.plain):
        return None
    words = re.findall(r"[^\W\d_]+", passage.plain)
    initials = set(re.findall(r"\b([a-z]{2,4})(?=/)|(?<=/)([a-z]{2,4})\b", passage.plain))
    known = SIGN_OFF_WORDS | {name for pair in initials for name in pair}
    return "credit" if all(word in known for word in words) else None


def _credited(passage: Passage) -> str | None:
    """Find a line that names the owner of a picture, and a caption that ends so."""
    if len(passage.words) > 60 or passage.sentences > 4:
        return None
    if passage.text.endswith(")") and AGENCIES.search(passage.text[-60:]):
        owner = passage.text[passage.text.rfind("(") :]
        if re.search(r"(?i)photo|image|getty|/|via", owner) and len(owner.split()) <= 10:
            return "caption"
    tail = passage.text[-_LONGEST_CREDIT:]
    match = next((match for match in CREDIT.finditer(tail) if _names_owner(tail[match.end() :])), None)
    if match is None:
        return None
    before = passage.text[: len(passage.text) - len(tail) + match.start()]
    return "credit" if len(before.split()) < 2 else "caption"


def _names_owner(rest: str) -> bool:
    words = _BARE_WORD.findall(rest)
    return 0 < len(words) <= 10 and all(word[0].isupper() or word in CONNECTORS for word in words)


def _captions_beside_credits(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find a line that the next repeats with a credit behind it, and a title-like line above a credit."""
    found: dict[int, str] = {}
    for number in range(len(passages) - 1):
        here, below = passages[number], passages[number + 1]
        extra = len(below.words) - len(here.words)
        if below.text.startswith(here.text) and len(here.words) >= 3 and 0 < extra <= 12:
            found |= {number: "caption", number + 1: "caption"}
        elif below.follows and here.title_like and reasons[number + 1] == "credit":
            found[number] = "caption"
    return found


def _source_lists(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find what stands below a heading "Sources": single lines, up to the next heading or running text."""
    found: dict[int, str] = {}
    listing = False
    for number, passage in enumerate(passages):
        if passage.plain.strip(":= ") in SOURCE_HEADINGS:
            listing = True
        elif passage.markup is Markup.HEADING or _is_paragraph(passage):
            listing = False
        if listing and reasons[number] is None:
            found[number] = "source list"
    return found


def _is_paragraph(passage: Passage) -> bool:
    return passage.prose and passage.sentences > 1 and passage.markup is not Markup.ITEM


def _headlines(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find the titles and captions above the first running text; a standfirst that is a sentence is kept."""
    prose = (number for number, passage in enumerate(passages) if passage.prose and not reasons[number])
    above = range(next(prose, 0))
    titles = [number for number in above if passages[number].title_like]
    found = dict.fromkeys(titles[:1], "headline")
    found |= {number: "headline" for number in titles[1:] if _is_title(passages[number])}
    return found | {number: "caption" for number in above if passages[number].verbless}


def _is_title(passage: Passage) -> bool:
    """Return whether a title-like line is a title: capitalised words, or short without an auxiliary verb."""
    auxiliary = any(word.lower() in AUXILIARIES for word in passage.bare_words)
    return passage.title_cased or (len(passage.words) <= 11 and not auxiliary)


def _teasers(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find the run of titles, captions and notices that ends the page below the last running text.

    It begins with a title or a notice, so a short last paragraph is not part of it.
    """
    opening, signs = len(passages), 0
    for number in range(len(passages) - 1, 0, -1):
        passage, reason = passages[number], reasons[number]
        if not reason and not _ends_page(passage):
            break
        lone = number == len(passages) - 1 and len(passage.words) <= 8
        if reason or passage.title_like:
            signs += 1
            opening = number if signs > 1 or lone else opening
    below_text = any(passage.prose for passage in passages[:opening])
    return dict.fromkeys(range(opening, len(passages)), "teaser") if below_text else {}


def _listed_teasers(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find the list items below a line such as "More on this story"."""
    found: dict[int, str] = {}
    for number, passage in enumerate(passages[1:], 1):
        above = reasons[number - 1] == "teaser" or number - 1 in found
        if passage.markup is Markup.ITEM and above:
            found[number] = "teaser"
    return found


def _closing_note(passages: Sequence[Passage], _: Sequence[str | None]) -> dict[int, str]:
    """Find the paragraph in italics that ends a page, such as a note on its author or the next issue."""
    last = len(passages) - 1
    return {last: "closing note"} if last > 0 and _ITALIC.fullmatch(passages[last].text) else {}


def _ends_page(passage: Passage) -> bool:
    short = passage.markup is Markup.PLAIN and passage.sentences == 1 and len(passage.words) <= 30
    return short and not passage.leads_with_date and not passage.has_verb


def _subheadings(passages: Sequence[Passage], reasons: Sequence[str | None]) -> dict[int, str]:
    """Find a short title that stands alone between running text."""
    found = {}
    for number in range(1, len(passages) - 1):
        above, passage, below = passages[number - 1 : number + 2]
        alone = not (passage.follows or below.follows or above.title_like or below.title_like)
        short_title = passage.title_like and len(passage.words) <= 10 and _is_title(passage)
        if alone and short_title and reasons[number] is None:
            found[number] = "headline"
    return found
