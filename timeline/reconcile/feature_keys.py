"""The keys of features: a name, an event type or any other word, told apart by the first character."""

NAME = "@"
"""The first character of a name's key. No word begins with it."""
EVENT_TYPE = "="
"""The first character of an event type's key. No word begins with it."""
MARKS = NAME + EVENT_TYPE


def name_key(word: str) -> str:
    """Return the key of a word of a name."""
    return NAME + word


def event_type_key(name: str) -> str:
    """Return the key of the event type *name*."""
    return EVENT_TYPE + name


def is_name(key: str) -> bool:
    """Return whether *key* is a name's.

    >>> is_name(name_key("aurora")), is_name("sink"), is_event_type(event_type_key("sink"))
    (True, False, True)
    """
    return key[0] == NAME


def is_event_type(key: str) -> bool:
    """Return whether *key* is an event type's."""
    return key[0] == EVENT_TYPE


def word_of(key: str) -> str:
    """Return the word of a name's or event type's key, or *key* itself."""
    return key.lstrip(MARKS)
