"""Filters of a page: by what events are, who reports them, who takes part. Style sheets do the filtering."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from timeline.rendering.labels import Labels
from timeline.rendering.view import EventView, Page


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Some of the events: *token* is what these are marked with."""

    token: str
    label: str
    events: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Choices of which one is made; *more* counts those that were too many to be offered."""

    name: str
    choices: tuple[FacetValue, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Filters:
    """The facets of a page, and the tokens of each event, by its anchor."""

    facets: tuple[Facet, ...]
    tokens: Mapping[str, str]

    def together(self, entries: Iterable[EventView]) -> str:
        """Return all tokens that any of *entries* has."""
        return " ".join(
            dict.fromkeys(chain.from_iterable(self.tokens[entry.anchor].split() for entry in entries))
        )


@dataclass(frozen=True, slots=True)
class _FacetType:
    """A kind of facet: the marks of an event, how many choices are offered, and the least events of each."""

    name: str
    marks: Callable[[EventView, Labels], Iterable[str]]
    most: int
    least: int = 1


def _states(entry: EventView, words: Labels) -> Iterable[str]:
    yield words.state(entry.kind)
    if entry.disagreements:
        yield words.state("disputed")
    if entry.independent_sources > 1:
        yield words.state("independent")


def _publishers(entry: EventView, _words: Labels) -> Iterable[str]:
    return {quote.article.publisher or quote.article.title: None for quote in entry.quotes}


def _names(entry: EventView, _words: Labels) -> Iterable[str]:
    return entry.names


_KINDS = (
    _FacetType("kind", _states, most=5),
    _FacetType("source", _publishers, most=20),
    # Who is named once is found by searching.
    _FacetType("name", _names, most=20, least=2),
)
MOST_CHOICES = sum(kind.most for kind in _KINDS)
"""How many choices a page can have, over all its facets: the style sheet has a rule for each."""


def filters_of(page: Page) -> Filters:
    """Return the facets by which the events of *page* differ."""
    entries = [*chain.from_iterable(year.entries for year in page.years), *page.undated]
    facets: list[Facet] = []
    tokens: list[list[str]] = [[] for _ in entries]
    taken = 0
    for kind in _KINDS:
        marks = [tuple(kind.marks(entry, page.words)) for entry in entries]
        facet = _facet(kind, marks, taken)
        if facet:
            facets.append(facet)
            taken += len(facet.choices)
            token_of = {choice.label: choice.token for choice in facet.choices}
            for of_entry, own in zip(tokens, marks, strict=True):
                of_entry += [token_of[mark] for mark in own if mark in token_of]
    return Filters(
        tuple(facets), {entry.anchor: " ".join(own) for entry, own in zip(entries, tokens, strict=True)}
    )


def _facet(kind: _FacetType, marks: Iterable[Sequence[str]], taken: int) -> Facet | None:
    """Return the facet of *kind*, tokens numbered after the *taken* ones; None where it filters nothing."""
    events = Counter(chain.from_iterable(marks))
    total = sum(1 for _ in marks)
    offered = sorted(
        ((label, count) for label, count in events.items() if kind.least <= count < total),
        key=lambda each: (-each[1], each[0]),
    )
    if not offered:
        return None
    chosen = enumerate(offered[: kind.most], start=taken + 1)
    choices = tuple(FacetValue(f"f{number}", label, count) for number, (label, count) in chosen)
    return Facet(kind.name, choices, len(offered) - len(choices))
