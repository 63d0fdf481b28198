"""Print what CONTRIBUTING promises about the code, with each breach; exit 1 where there is one.

    python .ci/contract.py [--all]

It parses the files of `timeline/` and imports none of them.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "timeline"
LANGUAGES = PACKAGE / "lang"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
MAP = "## Map"

LONGEST_FUNCTION = 35  # lines, without the docstring
MOST_PARAMETERS = 6
LONGEST_LINE = 110
SHOWN = 12  # breaches of one promise, unless --all is given
SHARED_NAMES = {"__init__", "__main__", "base"}
REGISTRIES = {"readers", "exporters", "integrations"}
"""Packages with one file for each format: `markdown.py` may stand in every one of them."""
NAMED_LANGUAGE = re.compile(r"""["']de["']|german""", re.IGNORECASE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Print each promise with the number of its breaches, and each breach. Returns the exit status."""
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}
    promises = {
        "class names that mean two things": shared_class_names(trees),
        "file names that mean two things": shared_file_names(trees),
        "German outside lang/": named_languages(trees),
        f"functions over {LONGEST_FUNCTION} lines": long_functions(trees),
        f"functions over {MOST_PARAMETERS} parameters": wide_functions(trees),
        f"lines over {LONGEST_LINE} columns": long_lines(trees),
        "packages and modules missing in CONTRIBUTING's map, or gone": unmapped(),
    }
    broken = 0
    for promise, breaches in promises.items():
        found = list(breaches)
        broken += len(found)
        shown = found if "--all" in sys.argv else found[:SHOWN]
        sys.stdout.write(f"{len(found):4} {promise}\n" + "".join(f"       {breach}\n" for breach in shown))
        if len(found) > len(shown):
            sys.stdout.write(f"       … and {len(found) - len(shown)} more: --all shows them\n")
    return int(broken > 0)


def shared_class_names(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Yield the class names that stand in several places; leading underscores make no other name."""
    places = defaultdict(list)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name.lstrip("_")].append(_place(file, node.lineno))
    yield from _repeated(places)


def shared_file_names(trees: Iterable[Path]) -> Iterator[str]:
    """Yield the names of modules that stand in several places.

    Exempt: `__init__`, `__main__` and `base`; the parts of a language, which are named after what reads them;
    one file for each format in the packages of `REGISTRIES`.
    """
    places = defaultdict(list)
    for file in trees:
        of_language = LANGUAGES in file.parents and file.parent != LANGUAGES
        if file.stem not in SHARED_NAMES and not of_language and file.parent.name not in REGISTRIES:
            places[file.stem].append(_place(file))
    yield from _repeated(places)


def named_languages(trees: Iterable[Path]) -> Iterator[str]:
    """Yield the lines outside `lang/` that name German, in code, strings or comments."""
    for file in trees:
        if LANGUAGES not in file.parents:
            for number, line in _lines(file):
                if NAMED_LANGUAGE.search(line):
                    yield f"{_place(file, number)}: {line.strip()}"


def long_functions(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Yield the functions with too many lines; docstring and decorators are not counted."""
    for file, function in _functions(trees):
        body = function.body
        documented = ast.get_docstring(function) is not None
        docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
        length = (function.end_lineno or 0) - function.lineno + 1 - docstring
        if length > LONGEST_FUNCTION:
            yield f"{_place(file, function.lineno)}: {function.name}, {length} lines"


def wide_functions(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Yield the functions with too many parameters; `self` and `cls` are not counted."""
    for file, function in _functions(trees):
        taken = function.args
        names = [each.arg for each in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
        number = len([name for name in names if name not in {"self", "cls"}])
        if number > MOST_PARAMETERS:
            yield f"{_place(file, function.lineno)}: {function.name}, {number} parameters"


def long_lines(trees: Iterable[Path]) -> Iterator[str]:
    """Yield the lines with too many columns."""
    for file in trees:
        for number, line in _lines(file):
            if len(line) > LONGEST_LINE:
                yield f"{_place(file, number)}: {len(line)} columns"


def unmapped() -> Iterator[str]:
    """Yield the packages and top-level modules that the map lacks, and its entries that are gone."""
    section = CONTRIBUTING.read_text(encoding="utf-8").partition(f"{MAP}\n")[2].partition("\n## ")[0]
    mapped = set(re.findall(r"^\| `([\w/.]+)` \|", section, re.MULTILINE))
    packages = {f"{file.parent.relative_to(PACKAGE)}/" for file in PACKAGE.rglob("__init__.py")} - {"./"}
    there = packages | {file.name for file in PACKAGE.glob("*.py")}
    yield from (f"missing: {name}" for name in sorted(there - mapped))
    yield from (f"gone: {name}" for name in sorted(mapped - there))


def _functions(trees: dict[Path, ast.Module]) -> Iterator[tuple[Path, Function]]:
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield file, node


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(file.read_text(encoding="utf-8").split("\n"), 1)


def _repeated(places: dict[str, list[str]]) -> Iterator[str]:
    for name, found in sorted(places.items()):
        if len(found) > 1:
            yield f"{name}: {', '.join(found)}"


def _place(file: Path, line: int | None = None) -> str:
    return f"{file.relative_to(ROOT)}{f':{line}' if line else ''}"


if __name__ == "__main__":
    sys.exit(main())
