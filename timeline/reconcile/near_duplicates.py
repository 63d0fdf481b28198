"""Which articles print the same text: near-copies, known by a small sketch of each, without the texts."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.models import Article, numbers_of, sketch_of

SHINGLE = 5
"""How many words in a row are hashed together."""
SKETCH = 64
"""How many of an article's hashes are kept: the least, which are the same sample in every copy."""
NEAR_COPY = 0.5
"""The estimated share of the shorter text that stands in the longer one, from which one is a copy of the other."""
CREDITED_COPY = 0.25
"""The share that is enough where both texts name the same agency or reporter: each paper cuts and adds, the report is one."""
SHORTEST = 20
"""How many runs a text must have for a share of them to mean something; a shorter one is a copy of the same words only."""
MOST_CUT = 4.0
"""How many times longer a text can be than its shortened copy; beyond that the sketches have too little in common to judge."""
PARTS = 4
"""In how many parts, one after the other, hashes that articles share are looked for: it takes that much less memory."""

_HASH_BYTES = 6  # a number that JSON readers hold exactly
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> bytes:
    """Return a sketch of *text*: the least hashes of its runs of words, in order; those of a copy are nearly the same.

    `numbers_of` reads the hashes.

    >>> fingerprint("The ferry sank off the coast.") == fingerprint("the ferry  sank off the coast")
    True
    """
    words = [word.lower() for word in _WORD.findall(text)]
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))}
    return sketch_of(sorted({_hash(run) for run in runs if run})[:SKETCH])


def _hash(run: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest()
    )


def containment(one: bytes, other: bytes) -> float:
    """Return the estimated share of the shorter text that stands in the longer one too, from their sketches."""
    first, second = numbers_of(one), numbers_of(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) < SHORTEST:
        return float(one == other)
    sizes = sorted((_size(first), _size(second)))
    if sizes[1] > MOST_CUT * sizes[0]:
        return 0.0
    sample = sorted({*first, *second})[:SKETCH]
    resemblance = len({*first} & {*second} & {*sample}) / len(sample)
    return min(1.0, resemblance / (1 + resemblance) * sum(sizes) / sizes[0])


def _size(hashes: Sequence[int]) -> float:
    """Return how many shingles a sketch was made from: a full one tells it by how small its numbers are."""
    return len(hashes) if len(hashes) < SKETCH else (SKETCH - 1) * 256**_HASH_BYTES / max(1, hashes[-1])


@dataclass(frozen=True, slots=True)
class Origins:
    """Under which name each article, by its id, counts: as a *source*, and as an *independent* one."""

    source: Mapping[str, str]
    independent: Mapping[str, str]


def origins_of(
    articles: Sequence[Article], sketches: Mapping[str, bytes], credited: Mapping[str, Sequence[str]]
) -> Origins:
    """Return what each article counts as: a copy as what it copies, a near-copy with its likes as one independent source.

    *sketches* are the articles' fingerprints, and *credited* whom they name as writers, by their ids.
    """
    ids = sorted({name for article in articles for name in (article.id, article.copy_of) if name})
    place = {name: number for number, name in enumerate(ids)}
    copies = [(place[article.id], place[article.copy_of]) for article in articles if article.copy_of]
    by_credit: dict[str, list[int]] = defaultdict(list)
    for name in ids:
        for credit in credited.get(name, ()):
            by_credit[credit].append(place[name])
    known = [sketches.get(name, b"") for name in ids]
    near = _near_copies(range(len(ids)), known, NEAR_COPY)
    for places in by_credit.values():
        near += _near_copies(places, known, CREDITED_COPY)
    return Origins(source=_named(ids, copies), independent=_named(ids, copies + near))


def _named(ids: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Mapping[str, str]:
    return {ids[place]: ids[places[0]] for places in _components(len(ids), pairs) for place in places}


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups into which *pairs* join the numbers below *count*, each in order, by their first."""
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for pair in pairs:
        first, second = sorted(map(find, pair))
        root[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[find(number)].append(number)
    return list(found.values())


def _near_copies(places: Sequence[int], sketches: Sequence[bytes], least: float) -> list[tuple[int, int]]:
    """Return pairs of *places* whose sketches share *least* or more, enough of them to join all.

    Each article is compared with the last one before it that shares a hash, for each of its hashes: copies
    share many.
    """
    likely = set()
    for part in range(PARTS):
        last: dict[int, int] = {}
        for place in places:
            for value in [value for value in numbers_of(sketches[place]) if value % PARTS == part]:
                if value in last:
                    likely.add((last[value], place))
                last[value] = place
    return [
        (one, other) for one, other in sorted(likely) if containment(sketches[one], sketches[other]) >= least
    ]
