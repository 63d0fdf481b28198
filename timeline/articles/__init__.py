"""From sources to articles: files, folders, globs and standard input, with exact texts and metadata."""
