"""Near-duplicates: articles that print the same text, found by bottom-k MinHash, without the texts.

A text is the set of its shingles, and its sketch the k least hashes of these: a random sample that is the
same for the same shingles, from which the containment of one text in another is estimated (Broder 1997, "On
the resemblance and containment of documents").
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.models import Article, numbers_of, sketch_of
from timeline.reconcile.parameters import (
    CREDITED_NEAR_DUPLICATE,
    HASH_PARTS,
    MOST_CUT,
    NEAR_DUPLICATE,
    SHINGLE,
    SHORTEST_SKETCH,
    SKETCH_SIZE,
)
from timeline.reconcile.union_find import UnionFind

_HASH_BYTES = 6  # a number that JSON readers hold exactly
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> bytes:
    """Return the sketch of *text*: the least hashes of its shingles, in order.

    `numbers_of` reads the hashes.

    >>> fingerprint("The ferry sank off the coast.") == fingerprint("the ferry  sank off the coast")
    True
    """
    words = [word.lower() for word in _WORD.findall(text)]
    starts = range(max(1, len(words) - SHINGLE + 1))
    shingles = {" ".join(words[start : start + SHINGLE]) for start in starts}
    return sketch_of(sorted({_hash(shingle) for shingle in shingles if shingle})[:SKETCH_SIZE])


def _hash(shingle: str) -> int:
    encoded = shingle.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=_HASH_BYTES).digest())


def containment(one: bytes, other: bytes) -> float:
    """Return the share of the shorter text that stands in the longer one, estimated from their sketches."""
    first, second = numbers_of(one), numbers_of(other)
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) < SHORTEST_SKETCH:
        return float(one == other)
    sizes = sorted((_size(first), _size(second)))
    if sizes[1] > MOST_CUT * sizes[0]:
        return 0.0
    sample = sorted({*first, *second})[:SKETCH_SIZE]
    resemblance = len({*first} & {*second} & {*sample}) / len(sample)
    return min(1.0, resemblance / (1 + resemblance) * sum(sizes) / sizes[0])


def _size(hashes: Sequence[int]) -> float:
    """Return how many shingles a text has, estimated from its largest hash where the sketch is full."""
    if len(hashes) < SKETCH_SIZE:
        return len(hashes)
    largest: int = max(1, hashes[-1])
    return (SKETCH_SIZE - 1) * float(256**_HASH_BYTES) / largest


@dataclass(frozen=True, slots=True)
class Origins:
    """Under which name each article, by its id, counts: as a *source*, and as an *independent* one."""

    source: Mapping[str, str]
    independent: Mapping[str, str]


def origins_of(
    articles: Sequence[Article], sketches: Mapping[str, bytes], credited: Mapping[str, Sequence[str]]
) -> Origins:
    """Return what each article counts as: a copy as its original, near-duplicates as one independent source.

    *sketches* are the articles' fingerprints, and *credited* whom they credit, by their ids.
    """
    ids = sorted({name for article in articles for name in (article.id, article.copy_of) if name})
    place = {name: number for number, name in enumerate(ids)}
    copies = [(place[article.id], place[article.copy_of]) for article in articles if article.copy_of]
    by_credit: dict[str, list[int]] = defaultdict(list)
    for name in ids:
        for credit in credited.get(name, ()):
            by_credit[credit].append(place[name])
    known = [sketches.get(name, b"") for name in ids]
    near = _near_duplicates(range(len(ids)), known, NEAR_DUPLICATE)
    for places in by_credit.values():
        near += _near_duplicates(places, known, CREDITED_NEAR_DUPLICATE)
    return Origins(source=_named(ids, copies), independent=_named(ids, copies + near))


def _named(ids: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Mapping[str, str]:
    """Return for each of *ids* the first one of those that *pairs* of places join with it."""
    joined = UnionFind(len(ids))
    for one, other in pairs:
        joined.join(one, other)
    return {ids[place]: ids[places[0]] for places in joined.sets() for place in places}


def _near_duplicates(places: Sequence[int], sketches: Sequence[bytes], least: float) -> list[tuple[int, int]]:
    """Return pairs of *places* whose containment is *least* or more, enough of them to join all.

    Each article is compared with the last one before it that shares a hash, for each of its hashes:
    near-duplicates share many.
    """
    likely = set()
    for part in range(HASH_PARTS):
        last: dict[int, int] = {}
        for place in places:
            for value in [value for value in numbers_of(sketches[place]) if value % HASH_PARTS == part]:
                if value in last:
                    likely.add((last[value], place))
                last[value] = place
    return [
        (one, other) for one, other in sorted(likely) if containment(sketches[one], sketches[other]) >= least
    ]
