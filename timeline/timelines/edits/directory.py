"""What names in an edits file mean: ids of events and citations, or words of a quote; the nearest if lost."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.lang.lexical import content_stems
from timeline.lang.registry import language_of
from timeline.models import Article, Mention, Rejection, mention_id
from timeline.timelines.edits.parsing import EditEntry, Target

_ID = re.compile(r"(evt|cit)-\w+")


class Directory:
    """Every mention of a timeline by its names.

    *ids* is the id of each mention (the least one of an event's mentions is the event's), *rejected* what was
    left out.
    """

    def __init__(
        self, ids: Mapping[Mention, str], articles: Mapping[str, Article], rejected: Iterable[Rejection]
    ) -> None:
        self._ids = ids
        self._languages = {name: language_of(article.language) for name, article in articles.items()}
        self._by_id: dict[str, list[Mention]] = defaultdict(list)
        for mention, own in ids.items():
            self._by_id[own].append(mention)
            self._by_id[mention_id(mention.citation, articles[mention.citation.article].sha256)].append(
                mention
            )
        self._quotes = {mention: _one_line(mention.citation.quote) for mention in ids}
        self._rejected = {
            mention_id(rejection, articles[rejection.article].sha256): rejection
            for rejection in rejected
            if rejection.article in articles
        }

    def find(self, name: str) -> Sequence[Mention]:
        """Return the mentions that *name* names: an id names one, or the same text in several papers."""
        if _ID.fullmatch(name):
            return self._by_id.get(name, ())
        return [mention for mention, quote in self._quotes.items() if name in quote]

    def id_of(self, mentions: Iterable[Mention]) -> str:
        """Return the id of the event that *mentions* are."""
        return min(self._ids[mention] for mention in mentions)

    def left_out(self, names: Iterable[str]) -> Rejection | None:
        """Return what is left out now, if one of *names* is the id of it."""
        return next((found for name in names if (found := self._rejected.get(_of_citation(name)))), None)

    def nearest(self, entry: EditEntry, target: Target, left_out: Rejection | None) -> Mention | None:
        """Return the mention that shares most words with what *target* names, or else with the *entry*."""
        quoted = [name for name in target if not _ID.fullmatch(name)]
        named = " ".join((*quoted, left_out.quote if left_out else ""))
        said = f"{entry.words} {entry.date or ''}"

        def similarity(mention: Mention) -> tuple[float, float]:
            citation = mention.citation
            language = self._languages[citation.article]
            stated = content_stems(f"{citation.headline} {citation.quote} {citation.date or ''}", language)
            length = math.sqrt(len(stated) + 1)
            shared = [len(content_stems(text, language) & stated) for text in (named, said)]
            return shared[0] / length, shared[1] / length

        best = max(sorted(self._ids, key=self._ids.__getitem__), key=similarity, default=None)
        return best if best is not None and any(similarity(best)) else None


def _of_citation(name: str) -> str:
    return f"cit-{name.partition('-')[2]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
