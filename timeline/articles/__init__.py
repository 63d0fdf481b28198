"""Sources to articles: files, folders, globs, standard input and JSONL, each with its exact text and what is known of it."""

from timeline.articles.reading import Reading, read_articles

__all__ = ["Reading", "read_articles"]
