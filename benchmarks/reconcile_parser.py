"""Roles by rules on words beside roles by a parser: which pairs of one day each way keeps apart.

python benchmarks/reconcile_parser.py [--pairs FILE] [--use fit|test]

Both ways have the same rules for what excludes each other. The parser is spaCy with its small English model, which
is no dependency: `pip install "spacy>=3.8,<3.9"`, and the model as spaCy documents it, or under the name that
--model gives. Only roles decide here; how similar mentions are is measured by `reconcile_pairs.py`.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.lang.base import RoleWords
from timeline.lang.registry import language_of
from timeline.roles.conflicts import Clause, conflict_of
from timeline.roles.event_types import type_words_of
from timeline.roles.frames import Frame, frame_of
from timeline.roles.phrases import Phrase, phrase_of

PAIRS = Path(__file__).with_name("pairs.jsonl")
ENGLISH = language_of("en")
KNOWN = ENGLISH.role_words or RoleWords()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--use", choices=["fit", "test"], help="only these")
    parser.add_argument("--model", default="en_core_web_sm")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if options.use in (None, row.get("use"))]
    print("| way | different kept apart | same kept apart | CPU seconds to load | µs a headline |")
    print("|---|---|---|---|---|")
    for name, loaded in (
        ("rules on words", lambda: _by_rules),
        ("parser", lambda: _by_parser(options.model)),
    ):
        started = time.process_time()
        read = loaded()
        read("The ferry sank.", "The ferry sank.")
        seconds = time.process_time() - started
        frame_of.cache_clear()
        started = time.process_time()
        apart = _kept_apart(rows, read)
        each = (time.process_time() - started) / (2 * len(rows)) * 1e6
        of = Counter(row["events"] for row in rows)
        print(f"| {name} | {apart[2]} of {of[2]} | {apart[1]} of {of[1]} | {seconds:.2f} | {each:.0f} |")


def _kept_apart(rows: Iterable[dict[str, Any]], read: Callable[[str, str], Frame]) -> Counter[int]:
    apart: Counter[int] = Counter()
    for row in rows:
        one, other = (
            Clause(read(side["headline"], side["sentence"]), side["sentence"], ENGLISH)
            for side in (row["a"], row["b"])
        )
        apart[row["events"]] += conflict_of(one, other) is not None
    return apart


def _by_rules(headline: str, sentence: str) -> Frame:
    frame = frame_of(headline, sentence, ENGLISH)
    if frame is None:
        raise ValueError("English has words for roles")
    return frame


def _by_parser(model: str) -> Callable[[str, str], Frame]:
    import spacy

    parse = spacy.load(model, exclude=["ner"])

    def read(headline: str, sentence: str) -> Frame:
        return _frame(parse(headline), _by_rules(headline, sentence), sentence)

    return read


def _frame(parsed: Any, rules: Frame, sentence: str) -> Frame:  # noqa: ANN401  a document of an optional package
    """Return the frame of a parsed headline; its numbers and identifiers are those that words show."""
    root = next(token for token in parsed if token.dep_ == "ROOT")
    children = {token.dep_: token for token in reversed(list(root.children))}
    subject = children.get("nsubj") or children.get("nsubjpass")
    thing = children.get("dobj") or children.get("attr")
    by = next((token for token in parsed if token.dep_ == "pobj" and token.head.dep_ == "agent"), None)
    heads = {token.i for token in (root, subject, thing) if token is not None}
    after = [token for token in parsed if token.dep_ == "pobj" and token.head.head.i in heads]
    passive = "nsubjpass" in children

    def phrase(head: Any) -> Phrase | None:  # noqa: ANN401  a token of an optional package
        return _phrase(head, sentence) if head is not None else None

    def found(role: str) -> tuple[Phrase, ...]:
        wanted = (token for token in after if KNOWN.prepositions.get(token.head.lower_) == role)
        return tuple(_phrase(token, sentence) for token in wanted)

    stem = _stem(root.lower_)
    frame = replace(
        rules,
        verb=stem,
        types=rules.types if stem in KNOWN.light_verbs else type_words_of(ENGLISH).get(stem, frozenset()),
        agent=phrase(by) if passive else phrase(subject),
        patient=phrase(subject) if passive else phrase(thing),
        places=found("place"),
        others=found("other"),
    )
    return replace(frame, names=frozenset(name for it in frame.phrases for name in it.names))


def _stem(word: str) -> str:
    from timeline.lang.lexical import stem

    return stem(word, ENGLISH)


def _phrase(head: Any, sentence: str) -> Phrase:  # noqa: ANN401  a token of an optional package
    """Return the phrase of *head*, without what follows a preposition other than "of" or a participle."""
    left_out = {
        inner.i
        for token in head.subtree
        if token.dep_ in ("acl", "relcl", "appos")
        or (token.dep_ == "prep" and token.lower_ not in KNOWN.attached)
        for inner in token.subtree
    }
    tokens = [token.text for token in head.subtree if token.i not in left_out and not token.is_space]
    opening = bool(tokens) and head.left_edge.i == 0
    return phrase_of(tokens or [head.text], ENGLISH, KNOWN, opening=opening, sentence=sentence)


if __name__ == "__main__":
    main()
