"""TOML tables read into frozen dataclasses; what is wrong with one is told by file and key, with the nearest key there is.

A field that can be read is made by `setting`, which says of what kind it is and what it is for; the
documentation of a table is written from the same words.
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

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a value has to be, as people say it; *read* returns it as it is used, or raises ValueError.

    *of_text* reads the text of an environment variable into what TOML would have given.
    """

    called: str
    read: Callable[[object], Any]
    of_text: Callable[[str], object] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a key: its name, the kind of its value, what it is for, an *example*, and its environment variable."""

    key: str
    kind: ValueType
    about: str
    example: str = ""
    variable: str | None = None


def setting(
    kind: ValueType, about: str, *, example: str = "", key: str = "", variable: str | None = None
) -> Mapping[str, Setting]:
    """Return the metadata of a field that `read_table` fills from *key*, or else from the field's own name."""
    return {"setting": Setting(key=key, kind=kind, about=about, example=example, variable=variable)}


def settings_of(table: type[Any]) -> Mapping[str, Setting]:
    """Return what can be set in *table*, by the names of its fields."""
    known = {one.name: one.metadata["setting"] for one in fields(table) if "setting" in one.metadata}
    return {name: replace(setting, key=setting.key or name) for name, setting in known.items()}


def read_toml(file: Path) -> Mapping[str, Any]:
    """Return the tables of *file*. Raises UsageError when it cannot be read as TOML."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is no text in UTF-8 (at byte {error.start}).") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{file} is not TOML: {error}.") from error


def read_table(table: type[Table], values: object, where: str, **given: object) -> Table:
    """Return *values* as *table*; *given* are fields that no key sets.

    Raises UsageError naming *where* (a file, and the table in it), the key, and the nearest one there is.
    """
    known = {setting.key: (name, setting) for name, setting in settings_of(table).items()}
    if not isinstance(values, Mapping):
        raise UsageError(
            f"{where}: this is to be a table, with a key and a value a line, not {_shown(values)}."
        )
    read = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"{where}: there is no “{key}”. {_nearest(key, list(known))}")
        name, setting = known[key]
        try:
            read[name] = setting.kind.read(value)
        except UsageError as error:
            raise UsageError(f"{where}, {error}") from error
        except (ValueError, TypeError, OverflowError):
            raise UsageError(
                f"{where}: “{key}” is to be {setting.kind.called}, not {_shown(value)}."
            ) from None
    return table(**read, **given)


def _nearest(key: str, known: Sequence[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f"Is “{close[0]}” meant?" if close else f"There are: {', '.join(known)}."


def _shown(value: object) -> str:
    text = f"“{value}”" if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


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
WHOLE = ValueType("a whole number from 1 on", _whole, int)
AMOUNT = ValueType("a number from 0 on", _amount, float)
TRUTH = ValueType("true or false", _truth, lambda text: {"true": True, "false": False}.get(text.lower()))
DATE = ValueType("a date as 2015-10-21, “2015-10” or “2015”", _date)
DAY = ValueType("a date as 2015-10-21", _day)


def one_of(choices: Sequence[str]) -> ValueType:
    """Return the kind of a text that is one of *choices*."""

    def read(value: object) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return ValueType(f"one of {', '.join(f'“{choice}”' for choice in choices)}", read)
