"""Made-up extractions in any number, shaped like those of news, to measure what reconciling costs.

Words and names are pseudo-words drawn by Zipf's law, between real words of grammar and real verbs for kinds
of event type. 30 of 100 mentions are of happenings with no other mention; the others are of happenings in 2 to 200
articles, most of them small. Events come in waves over four years. Each mention has most of the names
and words of its happening, another verb of its event type, and words of its own. Of the dates, 80 % are days, 8 %
months, 4 % years, 3 % weeks, and 5 % are not known; 2 % are off by a day. An article holds 7.5 mentions on
the average, with half as many rejected candidates and a sketch of its text. The same seed gives the same
extractions.
"""

import bisect
import datetime
import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import EventDate, PartialDate, approximately, week_of
from timeline.lang.en.event_types import EVENT_TYPES
from timeline.lang.en.lexicon import STOP_WORDS
from timeline.models import (
    Article,
    Citation,
    CitedExpression,
    Extraction,
    Kind,
    Mention,
    MetadataBasis,
    Rejection,
    RejectionReason,
    sketch_of,
)
from timeline.timex.basis import WeekdayBasis

SINGLE = 0.3
"""The share of mentions whose happening has no other mention."""
LARGEST = 200
DAYS = 1460
FIRST_DAY = datetime.date(2015, 1, 1)
PER_ARTICLE = 7.5
EDITION = 600
"""How many mentions are dealt out to articles at once, those of one happening to different ones."""
GRAMMAR = sorted(STOP_WORDS - {"may", "march"})
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Words:
    """Words drawn by Zipf's law: the n-th is used 1/(n + *flat*) as often."""

    def __init__(self, words: Sequence[str], flat: int, chance: random.Random) -> None:
        self._words = words
        self._sums = list(itertools.accumulate(1 / (number + flat) for number in range(1, len(words) + 1)))
        self._chance = chance

    def draw(self) -> str:
        """Return a word."""
        return self._words[bisect.bisect(self._sums, self._chance.random() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class Happening:
    """What the mentions of one happening have in common."""

    number: int
    day: datetime.date
    names: tuple[str, ...]
    action: tuple[str, ...]
    words: tuple[str, ...]
    kind: Kind


class Newsroom:
    """Makes happenings and mentions of them."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same seed has to give the same news
        stems = [self._pseudo_word() for _ in range(24_000)]
        self._words = Words(stems[:20_000], 20, self._chance)
        self._names = Words([word.capitalize() for word in stems[20_000:]], 5, self._chance)
        self._event_types = Words([" ".join(words) for words in EVENT_TYPES.words.values()], 2, self._chance)
        self._waves = [self._chance.randrange(DAYS) for _ in range(40)]

    def _pseudo_word(self) -> str:
        syllables = self._chance.randint(2, 4)
        return "".join(
            self._chance.choice("bcdfgklmnprstvz") + self._chance.choice("aeiou") for _ in range(syllables)
        )

    def happening(self, number: int) -> Happening:
        """Return a new happening, on a day of a wave or on any day."""
        chance = self._chance
        wave = chance.choice(self._waves)
        day = (
            wave + int(chance.expovariate(1 / 8)) if chance.random() < 0.5 else chance.randrange(DAYS)
        ) % DAYS
        kind: Kind = chance.choices(("event", "planned", "since"), (84, 8, 8))[0]
        return Happening(
            number,
            FIRST_DAY + datetime.timedelta(day),
            tuple(self._names.draw() for _ in range(chance.randint(1, 3))),
            tuple(self._event_types.draw().split()),
            tuple(self._words.draw() for _ in range(6)),
            kind,
        )

    def size(self) -> int:
        """Return the number of mentions of a happening that has more than one."""
        return min(LARGEST, 1 + int(self._chance.paretovariate(1.1)))

    def is_single(self, mean: float) -> bool:
        """Return whether the next happening has one mention only; *mean* is the mean number for the others."""
        return self._chance.random() < SINGLE * mean / (SINGLE * mean + 1 - SINGLE)

    def mention(self, happening: Happening, article: str, start: int) -> Mention:
        """Return one mention of *happening*."""
        chance = self._chance
        names = [name for name in happening.names if chance.random() < 0.8] or [happening.names[0]]
        words = [word for word in happening.words if chance.random() < 0.7] + [
            self._words.draw() for _ in range(2)
        ]
        date = self._date(happening.day)
        weekday = f"on {WEEKDAYS[happening.day.weekday()]}"
        headline = " ".join((names[0], chance.choice(happening.action), *words[:3], *names[1:], *words[3:5]))
        rest = [word for _ in range(7) for word in (chance.choice(GRAMMAR), self._words.draw())]
        quote = f"{headline} {weekday}, {' '.join(words[5:])} {' '.join(rest)}."
        place = start + len(headline) + 1
        basis = WeekdayBasis(
            rule="weekday_on_or_before",
            weekday=happening.day.isoweekday(),
            anchor=PartialDate.of(happening.day + datetime.timedelta(1)),
        )
        citation = Citation(
            article=article,
            start=start,
            end=start + len(quote),
            quote=quote,
            headline=headline,
            expression=CitedExpression(text=weekday, start=place, end=place + len(weekday)),
            date=date,
            date_basis=basis if date else None,
        )
        return Mention(citation=citation, kind=happening.kind, actors=tuple(names))

    def _date(self, day: datetime.date) -> EventDate | None:
        grain = self._chance.choices(("day", "month", "year", "week", "none"), (80, 8, 4, 3, 5))[0]
        if grain == "day":
            return PartialDate.of(day + datetime.timedelta(self._chance.choices((0, 1), (98, 2))[0]))
        dates: dict[str, EventDate] = {
            "month": PartialDate(day.year, day.month),
            "year": PartialDate(day.year),
            "week": approximately(week_of(day)),
        }
        return dates.get(grain)

    def article(self, number: int, published: datetime.date) -> Article:
        """Return the article of a number."""
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        return Article(
            id=f"art-{digest[:12]}",
            title=" ".join(self._words.draw() for _ in range(7)).capitalize(),
            publisher=f"The {self._names.draw()} Courier",
            url=f"https://courier.example/{number}",
            path=f"articles/{number}.txt",
            published=PartialDate.of(published),
            published_basis=MetadataBasis(source="front matter"),
            sha256=digest,
        )

    def rejection(self, mention: Mention) -> Rejection:
        """Return a candidate that was left out of the same article."""
        citation = mention.citation
        return Rejection(
            article=citation.article,
            start=citation.end + 1,
            end=citation.end + 31,
            quote=" ".join(self._words.draw() for _ in range(12)),
            expression=CitedExpression(text="2006", start=citation.end + 1, end=citation.end + 5),
            date=PartialDate(2006),
            reason=RejectionReason.CAPTION,
        )

    def sketch(self) -> bytes:
        """Return a fingerprint that no other text has."""
        return sketch_of(sorted(self._chance.getrandbits(42) for _ in range(64)))

    def delay(self) -> datetime.timedelta:
        """Return how long after its day a happening is mentioned."""
        return datetime.timedelta(int(self._chance.expovariate(0.5)))


def extractions(count: int, seed: int = 1) -> Iterator[tuple[Extraction, list[int]]]:
    """Yield articles with *count* mentions in all, and the number of the happening of each mention."""
    room = Newsroom(seed)
    happenings: list[Happening] = []
    mean = sum(room.size() for _ in range(2000)) / 2000
    while len(happenings) < count:
        happening = room.happening(len(happenings))
        happenings += [happening] * (1 if room.is_single(mean) else room.size())
    happenings = sorted(happenings[:count], key=lambda happening: happening.day + room.delay())
    number = 0
    for first in range(0, count, EDITION):
        edition = sorted(happenings[first : first + EDITION], key=lambda happening: happening.number)
        articles = max(1, round(len(edition) / PER_ARTICLE))
        for place in range(articles):
            yield _written(room, number, edition[place::articles])
            number += 1


def _written(room: Newsroom, number: int, happenings: Sequence[Happening]) -> tuple[Extraction, list[int]]:
    article = room.article(number, max(happening.day for happening in happenings) + datetime.timedelta(1))
    mentions = tuple(
        room.mention(happening, article.id, place * 250) for place, happening in enumerate(happenings)
    )
    rejected = tuple(room.rejection(mention) for mention in mentions[::2])
    extraction = Extraction(article=article, mentions=mentions, rejected=rejected, fingerprint=room.sketch())
    return extraction, [happening.number for happening in happenings]
