"""Sentences of an article with exact offsets, and which of them are boilerplate."""

from timeline.text.sentences import Sentence, sentences

__all__ = ["Sentence", "sentences"]
