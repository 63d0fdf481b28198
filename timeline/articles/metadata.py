"""What an article says of itself: front matter, the fields of a JSONL line, a title."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from timeline.articles.decoding import refuse_control
from timeline.errors import ArticleError

T = TypeVar("T")

_FRONT_MATTER_LIMIT = 20_000  # code points: a `---` further down is a rule across the page
_TITLE_LIMIT = 200  # code points: a longer line is a paragraph
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_NULLS = ("", "~", "null", "Null", "NULL")
_PASSED_OVER = re.compile(r"(?:\d+[.)]\s*|[-*•]\s*)?(?:skip|jump) to\b|advertisement\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""[.:;,]["'”’)\]]*$""")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of front matter or of a JSONL line, as written; None where not stated."""

    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None


FIELDS = tuple(field.name for field in fields(Metadata))
_OTHER_NAMES = {"lang": "language"}


class Parts(NamedTuple):
    """The front matter (None where there is none) and the body, which is the rest of the text, untouched."""

    front_matter: str | None
    body: str


def split_front_matter(text: str) -> Parts:
    """Split the front matter, between two lines `---` at the very top, from the body.

    Raises ArticleError for front matter that is not closed.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Parts(None, text)
    position = opening.end()
    while position < min(len(text), _FRONT_MATTER_LIMIT):
        fence = _FENCE.match(text, position)
        if fence:
            return Parts(text[opening.end() : position], text[fence.end() :])
        line_end = _LINE_END.search(text, position)
        position = line_end.end() if line_end else len(text)
    if re.match(rf"\s*(?:{'|'.join(FIELDS)})\s*:", text[opening.end() :][:200], re.IGNORECASE):
        raise ArticleError("the front matter is not closed: put a line --- below it")
    return Parts(None, text)


def read_front_matter(text: str) -> Metadata | None:
    """Read the YAML of front matter; None if it is not a mapping: then the fences were horizontal rules.

    No object is constructed: only the written values of the known fields are read. Raises ArticleError naming
    the line when it is not YAML, or asks for an object.
    """
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" in line {mark.line + 2}" if mark else ""
        raise ArticleError(
            f"the front matter is not YAML{where} ({error.problem}): fix it, or quote the value"
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise ArticleError(f"the front matter is not YAML ({str(error).splitlines()[0]}): fix it") from error
    if node is None:
        return Metadata()
    if not isinstance(node, yaml.MappingNode):
        return None
    values = _by_field(
        {
            str(key.value).strip().lower(): value
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    )
    return Metadata(**{name: _written(name, values[name]) for name in FIELDS if name in values})


def _by_field(values: Mapping[str, T]) -> dict[str, T]:
    """Return *values* with alternative field names replaced; the field's own name takes precedence."""
    return {_OTHER_NAMES[name]: value for name, value in values.items() if name in _OTHER_NAMES} | dict(
        values
    )


def _written(name: str, node: Any) -> str | None:  # noqa: ANN401 - yaml's nodes carry no useful type
    line = node.start_mark.line + 2
    nodes = node.value if node.id == "sequence" else [node]
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise ArticleError(
            f"the front matter asks for an object in line {line} ({node.tag}): write {name} as plain text"
        )
    if any(part.id != "scalar" for part in nodes):
        raise ArticleError(f"{name} is not text in line {line} of the front matter: write it as plain text")
    written = ", ".join(part.value.strip() for part in nodes if part.value.strip() not in _NULLS)
    refuse_control(written)
    return written or None


def read_record(line: str) -> tuple[Metadata, str]:
    """Read one line of JSONL: an object with the article's `text`, and any of the fields of `Metadata`.

    Raises ArticleError when it is anything else.
    """
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"not JSON ({error.msg} at character {error.pos}): each line is one object with a text"
        ) from error
    except (RecursionError, ValueError) as error:
        raise ArticleError("not readable JSON: each line is one object with a text") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ArticleError(
            'not an object with a "text": each line is {"text": "…", "title": "…", "date": "…", …}'
        )
    if not record["text"].strip():
        raise ArticleError('its "text" is empty')
    refuse_control(record["text"])
    values = _by_field(record)
    return Metadata(**{name: _field(name, values.get(name)) for name in FIELDS}), record["text"]


def _field(name: str, value: object) -> str | None:
    values = value if isinstance(value, list) else [value]
    if any(isinstance(part, bool) or not isinstance(part, str | int | None) for part in values):
        raise ArticleError(f'"{name}" is not text: write it as a string')
    written = ", ".join(str(part).strip() for part in values if part is not None)
    refuse_control(written)
    return written or None


def web_address(url: str | None) -> str | None:
    """Return *url* when it is an http(s) address, else None: nothing else is ever linked."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def first_title(text: str) -> str | None:
    r"""Return the text's first line if it is like a title: short, and not ending with a full stop.

    >>> first_title("1. Skip to content\n\n# Ship stuck in canal #\n\nA ship …")
    'Ship stuck in canal'
    """
    for line in map(str.strip, text[:_FRONT_MATTER_LIMIT].splitlines()):
        if line and not _PASSED_OVER.match(line):
            title = line.strip("#*_ \t") or None
            return title if title and len(title) <= _TITLE_LIMIT and not _SENTENCE_END.search(title) else None
    return None
