"""TOML tables read into frozen dataclasses. Errors name the file, the key, and the nearest valid key.

A field that a key sets is declared by `setting`, with its type and its description, from which the
documentation of the table is generated, too.
"""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from timeline.dates import EventDate, parse_edtf
from timeline.errors import UsageError
from timeline.phrasing import shorten

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class ValueType:
    """A type of value and what messages call it; *read* validates and converts one, or raises ValueError.

    *of_text* converts the text of an environment variable to what TOML would give.
    """

    called: str
    read: Callable[[object], Any]
    of_text: Callable[[str], object] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A key: its type, what it is *about*, an *example* in TOML, and its environment variable, if any."""

    key: str
    kind: ValueType
    about: str
    example: str = ""
    variable: str | None = None


def setting(
    kind: ValueType, about: str, *, example: str = "", key: str = "", variable: str | None = None
) -> Mapping[str, Setting]:
    """Return the metadata of a field that `read_table` fills from *key*, by default the field's name."""
    return {"setting": Setting(key=key, kind=kind, about=about, example=example, variable=variable)}


def settings_of(table: type[Any]) -> Mapping[str, Setting]:
    """Return the settings of *table* by field name."""
    known = {one.name: one.metadata["setting"] for one in fields(table) if "setting" in one.metadata}
    return {name: replace(setting, key=setting.key or name) for name, setting in known.items()}


def read_toml(file: Path) -> Mapping[str, Any]:
    """Return the tables of *file*. Raises UsageError when it is not readable TOML."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text (at byte {error.start}).") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{file} is not TOML: {error}.") from error


def read_table(table: type[Table], values: object, where: str, **given: object) -> Table:
    """Return *values* as *table*; *given* are fields without a key.

    Raises UsageError naming *where* (a file, and the table in it), the key, and the nearest valid key.
    """
    known = {setting.key: (name, setting) for name, setting in settings_of(table).items()}
    if not isinstance(values, Mapping):
        raise UsageError(f"{where}: this must be a table, one “key = value” a line, not {_shown(values)}.")
    read = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"{where}: there is no “{key}”. {nearest(key, list(known))}")
        name, setting = known[key]
        try:
            read[name] = setting.kind.read(value)
        except UsageError as error:
            raise UsageError(f"{where}, {error}") from error
        except (ValueError, TypeError, OverflowError):
            problem = f"“{key}” must be {setting.kind.called}, not {_shown(value)}"
            raise UsageError(f"{where}: {problem}.") from None
    return table(**read, **given)


def nearest(key: str, known: Sequence[str]) -> str:
    """Return the sentence of a message that suggests what an unknown *key* may mean.

    >>> nearest("titel", ["title", "sources"]), nearest("x", ["title", "sources"])
    ('Did you mean “title”?', 'Valid are: title, sources.')
    """
    close = get_close_matches(key, known, n=1)
    return f"Did you mean “{close[0]}”?" if close else f"Valid are: {', '.join(known)}."


def _shown(value: object) -> str:
    return shorten(f"“{value}”" if isinstance(value, str) else repr(value), 60)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_text(value),)
    if not isinstance(value, list) or not value:
        raise ValueError
    return tuple(map(_text, value))


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError
    return value


def _amount(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ValueError
    return float(value)


def _truth(value: object) -> bool:
    if value is not True and value is not False:
        raise ValueError
    return value


def _date(value: object) -> EventDate:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    return parse_edtf(_text(value))


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError


TEXT = ValueType("a text in quotes", _text)
TEXTS = ValueType("a text in quotes, or a list of such", _texts)
PATH = ValueType("a file name in quotes", lambda value: Path(_text(value)))
WHOLE = ValueType("a whole number of at least 1", _whole, int)
AMOUNT = ValueType("a number of at least 0", _amount, float)
TRUTH = ValueType("true or false", _truth, lambda text: {"true": True, "false": False}.get(text.lower()))
DATE = ValueType("a date such as 2015-10-21, “2015-10” or “2015”", _date)
DAY = ValueType("a date such as 2015-10-21", _day)


def one_of(choices: Sequence[str]) -> ValueType:
    """Return the type of a text that is one of *choices*."""

    def read(value: object) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return ValueType(f"one of {', '.join(f'“{choice}”' for choice in choices)}", read)
