"""Write the calendar words of each language from CLDR: timeline/lang/*/calendar.py.

    python .ci/calendars.py [--check]

Names are those of the language and of the regions below, full and abbreviated, in lower case and without
their full stop. What CLDR lacks stands by hand in the language's lexicon. With --check nothing is written,
and the exit status is 1 if a file is not what would be.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

LANGUAGES = Path(__file__).parents[1] / "timeline" / "lang"
LOCALES = {"en": ("en", "en_GB"), "de": ("de", "de_AT")}
NAMES = {"en": "English", "de": "German"}
CONTEXTS, WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")


def main(arguments: list[str]) -> int:
    """Write the files, or check them."""
    stale = []
    for code in LOCALES:
        file, text = LANGUAGES / code / "calendar.py", calendar_module(code)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            stale.append(file)
            if "--check" not in arguments:
                file.write_text(text, encoding="utf-8")
    for file in stale if "--check" in arguments else ():
        sys.stdout.write(f"{file} is not what CLDR says: run python .ci/calendars.py\n")
    return int(bool(stale) and "--check" in arguments)


def calendar_module(code: str) -> str:
    """Return the source of a language's calendar module."""
    lines = [f'"""{NAMES[code]} calendar words of CLDR, written by .ci/calendars.py."""', ""]
    for name, field, count in (("MONTHS", "months", 12), ("WEEKDAYS", "days", 7)):
        first = 1 if field == "months" else 0
        for prefix, width in (("", "wide"), ("SHORT_", "abbreviated")):
            rows = [list(_names(code, field, width, number)) for number in range(first, first + count)]
            lines += [f"{prefix}{name} = {{", *_entries(rows, first), "}"]
    return "\n".join(lines) + "\n"


def _names(code: str, field: str, width: str, number: int) -> Iterator[str]:
    """Yield the names of one month or weekday, the first one first, each once; short ones only if they are shorter."""
    seen = set()
    for locale in LOCALES[code]:
        for context in CONTEXTS:
            table = getattr(Locale.parse(locale), field)[context]
            word = table[width][number].lower().removesuffix(".")
            if word not in seen and (width == "wide" or word != table["wide"][number].lower()):
                seen.add(word)
                yield word


def _entries(rows: Iterable[list[str]], first: int) -> Iterator[str]:
    for number, names in enumerate(rows, first):
        for name in names:
            yield f'    "{name}": {number},'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
