"""From sources to articles: files, folders, globs and standard input, with exact texts and metadata."""

from timeline.articles.loading import LoadedArticles, read_articles

__all__ = ["LoadedArticles", "read_articles"]
