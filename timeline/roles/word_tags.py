"""The words of a sentence, and what each of them can be."""

from dataclasses import dataclass
from enum import Enum, auto


class Tag(Enum):
    """What a word is in its sentence."""

    MARK = auto()
    TIME = auto()
    AUXILIARY = auto()
    VERB = auto()
    GERUND = auto()
    INFINITIVE = auto()
    OPENER = auto()
    COORDINATOR = auto()
    PREPOSITION = auto()
    DETERMINER = auto()
    PRONOUN = auto()
    ADVERB = auto()
    NUMBER = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a sentence, its stem, where it is, and what it is."""

    text: str
    lower: str
    stem: str
    start: int
    end: int
    tag: Tag

    def tagged(self, tag: Tag) -> "Word":
        """Return the word as something else."""
        return Word(self.text, self.lower, self.stem, self.start, self.end, tag)


def joined(words: "tuple[Word, ...] | list[Word]") -> str:
    """Return the text of words, with single spaces."""
    return " ".join(word.text for word in words)
