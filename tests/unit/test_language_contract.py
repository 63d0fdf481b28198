"""Nothing outside timeline/lang names a language, or takes one that is not given."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import timeline

PACKAGE = Path(timeline.__file__).parent
NAMED = re.compile(r"""["']de["']|german""", re.IGNORECASE)
DEFAULTS = {
    "models/articles.py": "the format of timeline.json, in which English is what an old file may leave out",
    "models/timeline_json.py": "the same",
    "dates/descriptions.py": "a locale of words for people, which is no language of a text",
    "rendering/html_dates.py": "the same",
    "rendering/labels.py": "the same",
    "rendering/explanation_words.py": "the same",
}
"""Files in which a tag has a default, and why."""


def modules() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each module outside timeline/lang."""
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE).as_posix()
        if not path.startswith("lang/"):
            yield path, file.read_text(encoding="utf-8")


def test_no_module_names_german() -> None:
    """What holds for one language alone stands in its folder."""
    assert [path for path, text in modules() if NAMED.search(text)] == []


def test_no_parameter_or_field_takes_english_by_default() -> None:
    """Each caller says which language it reads."""
    found = [path for path, text in modules() if any(map(_is_english, _defaults(ast.parse(text))))]
    assert found == sorted(DEFAULTS)


def _defaults(module: ast.Module) -> Iterator[ast.expr | None]:
    for node in ast.walk(module):
        if isinstance(node, ast.arguments):
            yield from (*node.defaults, *node.kw_defaults)
        elif isinstance(node, ast.AnnAssign):
            yield node.value


def _is_english(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value == "en"
