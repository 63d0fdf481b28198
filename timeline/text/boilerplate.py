"""Boilerplate around an article: captions, bylines, notices and teasers, recognised by layout and wording.

Each rule gives its reason in a few words. In doubt a line is kept: a caption among the sentences costs one
question, a lost sentence of the article costs an event.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from timeline.text.blocks import Markup
from timeline.text.language_parts import BoilerplateWords, VerbForms, WrittenLanguage, notice

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
_FINISHED = re.compile(r"[.!?…:;,]['\"’”»)\]*_]*$")
_BARE_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-])*")
_LINK_ONLY = re.compile(r"\[[^\]]{1,300}\]\([^)]{1,500}\)")
_ITALIC = re.compile(r"([*_])(?!\1)[^*_](?:(?!\1).)*\1", re.DOTALL)
_LONGEST_CREDIT = 160
_NUMERIC_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{4}")
_NOTICES = (
    notice("copyright line", 60, r"^(?:©|\(c\) ?\d)"),
    notice("navigation", 8, r"^(?:https?://|www\.)\S+$"),
)
"""Notices of any language."""
_AGENCIES = re.compile(
    r"\b(?:AFP|AP|EPA|Reuters|REUTERS|Getty|GETTY|Xinhua|XINHUA|TASS|Bloomberg|BLOOMBERG"
    r"|Associated Press|ASSOCIATED PRESS|Agence France-Presse|AGENCE FRANCE-PRESSE|dpa|DPA|ANSA|EFE"
    r"|Kyodo|KYODO|Yonhap|YONHAP|PTI|UPI|Shutterstock|Alamy|iStock|Wikimedia|Flickr|Unsplash"
    r"|Anadolu|ANADOLU|Handout|HANDOUT|Interfax|INTERFAX)\b"
)
"""News and picture agencies that sign texts and pictures."""
_AGENCY_WORDS = frozenset(
    "afp ap epa reuters xinhua tass bloomberg associated press agence france presse dpa ansa efe "
    "kyodo yonhap pti upi ani ians interfax".split()
)
_PICTURE_AGENCY = re.compile(r"getty|/|via", re.IGNORECASE)
_COPYRIGHT_SIGN = re.compile("©")


@dataclass(frozen=True, slots=True)
class PassageLexicon:
    """The words of one language, by which passages are judged; *verbs* is None where they are not known."""

    words: BoilerplateWords
    verbs: VerbForms | None
    calendar: frozenset[str]

    @classmethod
    def of(cls, language: WrittenLanguage) -> "PassageLexicon":
        """Return the words of *language*, all empty where it has none."""
        calendar = language.calendar
        names = frozenset((*calendar.months, *calendar.weekdays)) if calendar else frozenset()
        return cls(language.boilerplate or BoilerplateWords(), language.verbs, names)


@dataclass(frozen=True)
class Passage:
    """A block as the rules see it; *follows* says that no blank line separates it from the block before.

    Where verbs are not known, every finished line counts as having one.
    """

    text: str
    markup: Markup
    sentences: int
    follows: bool
    lexicon: PassageLexicon

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
        return first[:1].isdigit() or first in self.lexicon.calendar

    @cached_property
    def title_cased(self) -> bool:
        """Return whether nearly all its words are capitalised."""
        counted = [word for word in self.bare_words if word.lower() not in self.lexicon.words.connectors]
        return bool(counted) and sum(word[0].isupper() for word in counted) >= 0.75 * len(counted)

    @cached_property
    def has_verb(self) -> bool:
        """Return whether it is a finished sentence whose main clause seems to have a verb."""
        verbs = self.lexicon.verbs
        if verbs is None or not self.finished:
            return self.finished
        for before, word in pairwise(("", *self.bare_words)):
            if word in verbs.relative_pronouns:
                return False
            if _is_verb(word, verbs) and before.lower() not in verbs.determiners:
                return True
        return False

    @cached_property
    def verbless(self) -> bool:
        """Return whether it is a short finished line in which no word looks like a verb or its subject."""
        return (
            self.lexicon.verbs is not None
            and self.finished
            and self.sentences == 1
            and 2 <= len(self.words) <= 15
            and self.text[0].isupper()
            and not self.leads_with_date
            and not any(self._is_running_text(word) for word in self.bare_words)
        )

    def _is_running_text(self, word: str) -> bool:
        """Return whether *word* is or may be a verb, or is another word that captions lack."""
        verbs = self.lexicon.verbs or VerbForms()
        possible = verbs.possible is not None and word.islower() and verbs.possible.fullmatch(word)
        return bool(possible) or word.lower() in self.lexicon.words.running_text or _is_verb(word, verbs)

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


def closing_reason(sentence: str, lexicon: PassageLexicon) -> str | None:
    """Return why one *sentence* of a paragraph is a notice or a sign-off rather than part of it, or None."""
    passage = Passage(sentence, Markup.PLAIN, 1, follows=True, lexicon=lexicon)
    return _wording(passage) or _sign_off(passage)


def _is_verb(word: str, verbs: VerbForms) -> bool:
    if word.lower() in verbs.auxiliaries:
        return True
    if not word.islower() or word in verbs.not_past_tenses:
        return False
    return word in verbs.past_tenses or bool(verbs.regular and verbs.regular.fullmatch(word))


def _markup(passage: Passage) -> str | None:
    if passage.markup is Markup.ITEM and _LINK_ONLY.fullmatch(passage.text):
        return "navigation"
    if passage.markup is Markup.HEADING and passage.finished:
        return None
    return {Markup.HEADING: "headline", Markup.CODE: "code", Markup.IMAGE: "caption"}.get(passage.markup)


def _wording(passage: Passage) -> str | None:
    count = len(passage.words)
    for known in (*passage.lexicon.words.notices, *_NOTICES):
        if count <= known.most_words and known.pattern.search(passage.plain):
            return known.reason
    return None


def _date_line(passage: Passage) -> str | None:
    if len(passage.words) > 14 or not any(character.isdigit() for character in passage.text):
        return None
    calendar, labels = passage.lexicon.calendar, passage.lexicon.words.date_line
    words = [word.lower() for word in passage.bare_words]
    dated = any(word in calendar for word in words) or _NUMERIC_DATE.search(passage.plain)
    known = all(word in calendar or word in labels for word in words)
    return "date line" if dated and known else None


def _byline(passage: Passage) -> str | None:
    words, lexicon = passage.bare_words, passage.lexicon
    if passage.finished or not 2 <= len(words) <= 12:
        return None
    if words[0].lower() not in lexicon.words.byline_openings or words[1].lower() in lexicon.calendar:
        return None
    return "byline" if _is_name(words, lexicon) else None


def _sign_off(passage: Passage) -> str | None:
    """Find "es/mz (AFP, Reuters)", "AGENCE FRANCE-PRESSE", "— with agencies"."""
    language = passage.lexicon.words
    named = _AGENCIES.search(passage.text) or any(noun in passage.plain for noun in language.agency_nouns)
    if len(passage.words) > 10 or not named:
        return None
    words = re.findall(r"[^\W\d_]+", passage.plain)
    initials = set(re.findall(r"\b([a-z]{2,4})(?=/)|(?<=/)([a-z]{2,4})\b", passage.plain))
    known = _AGENCY_WORDS | language.sign_off | {name for pair in initials for name in pair}
    return "credit" if all(word in known for word in words) else None


def _credited(passage: Passage) -> str | None:
    """Find a line that names the owner of a picture, and a caption that ends so."""
    if len(passage.words) > 60 or passage.sentences > 4:
        return None
    lexicon = passage.lexicon
    if passage.text.endswith(")") and _AGENCIES.search(passage.text[-60:]):
        owner = passage.text[passage.text.rfind("(") :]
        picture = _PICTURE_AGENCY.search(owner) or (
            lexicon.words.picture and lexicon.words.picture.search(owner)
        )
        if picture and len(owner.split()) <= 10:
            return "caption"
    tail = passage.text[-_LONGEST_CREDIT:]
    for match in (lexicon.words.credit or _COPYRIGHT_SIGN).finditer(tail):
        if _names_owner(tail[match.end() :], lexicon):
            break
    else:
        return None
    before = passage.text[: len(passage.text) - len(tail) + match.start()]
    return "credit" if len(before.split()) < 2 else "caption"


def _names_owner(rest: str, lexicon: PassageLexicon) -> bool:
    words = _BARE_WORD.findall(rest)
    return 0 < len(words) <= 10 and _is_name(words, lexicon)


def _is_name(words: Sequence[str], lexicon: PassageLexicon) -> bool:
    return all(word[0].isupper() or word in lexicon.words.connectors for word in words)


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
        if passage.plain.strip(":= ") in passage.lexicon.words.source_headings:
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
    """Return whether a title-like line is a title: capitalised words, or short without an auxiliary verb.

    Where verbs are not known, only capitalised words make a title.
    """
    verbs = passage.lexicon.verbs
    if passage.title_cased or verbs is None:
        return passage.title_cased
    auxiliary = any(word.lower() in verbs.auxiliaries for word in passage.bare_words)
    return len(passage.words) <= 11 and not auxiliary


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
