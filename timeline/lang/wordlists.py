"""Lists of words as people write them, read into tables."""

from timeline.timex.semantics import Unit


def numbered(words: str, start: int) -> dict[str, int]:
    """Return the words between commas by their number; words that share one stand side by side.

    >>> numbered("one a, two", 1)
    {'one': 1, 'a': 1, 'two': 2}
    """
    return {name: number for number, names in enumerate(words.split(","), start) for name in names.split()}


def grouped(**groups: str) -> dict[str, str]:
    """Return each word's group.

    >>> grouped(day="day days")
    {'day': 'day', 'days': 'day'}
    """
    return {word: group for group, words in groups.items() for word in words.split()}


def unit_words(**groups: str) -> dict[str, Unit]:
    """Return the unit of the calendar that each word names, by the names of `Unit` in lower case.

    >>> unit_words(day="day days")["days"]
    <Unit.DAY: 'day'>
    """
    return {word: Unit(group) for word, group in grouped(**groups).items()}


def pairs(text: str) -> dict[str, str]:
    """Read "form of a word: word" pairs.

    >>> pairs("sank:sink sunk:sink")
    {'sank': 'sink', 'sunk': 'sink'}
    """
    return dict(pair.split(":") for pair in text.split())


def lists(text: str) -> dict[str, tuple[str, ...]]:
    """Read lines of a name and its words.

    >>> lists("sink: sink capsize")
    {'sink': ('sink', 'capsize')}
    """
    named = (line.partition(":") for line in text.strip().splitlines())
    return {name: tuple(words.split()) for name, _, words in named}
