"""The words of events and of what people ask for, read in the language of an event's first article."""

from collections.abc import Iterable

from timeline.lang.base import Language
from timeline.lang.lexical import content_stems
from timeline.lang.registry import language_of, languages
from timeline.models import Article, Event


class EventWords:
    """Reads texts in the language of an event's article."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._languages = {article.id: language_of(article.language) for article in articles}

    def language(self, article: str) -> Language:
        """Return the language of the article with this id."""
        return self._languages[article]

    def stems(self, text: str, event: Event) -> frozenset[str]:
        """Return the stems of the words of *text* that carry meaning, in the language of *event*."""
        return content_stems(text, self.language(event.citations[0].article))

    def mean_nothing(self, text: str) -> bool:
        """Return whether no word of *text* carries meaning in a language of the articles.

        Where there are no articles, one language of all that are known is enough.
        """
        if not self._languages:
            return not all(content_stems(text, language) for language in languages() if language.stop_words)
        return not any(content_stems(text, language) for language in {*self._languages.values()})
