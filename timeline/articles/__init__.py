"""Sources to articles: files, folders, globs, standard input and JSONL, each with its exact text and what is known of it."""

from timeline.articles.loading import LoadedArticles, read_articles

__all__ = ["LoadedArticles", "read_articles"]
