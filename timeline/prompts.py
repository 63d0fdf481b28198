"""The questions to the model: one Jinja file of prompts/ each, with its version and worked examples.

A file has YAML front matter (`version`, `examples`) and two blocks: `instructions`, and `question`, which is
rendered with the variables of one question. An example is such variables plus the right `answer`.
Instructions and examples come first, with the same bytes in every call, so that a server can cache them; the
question comes last.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
import yaml

from timeline.errors import PromptError
from timeline.models import Message
from timeline.resources import read_resource

EXTRACTION_PROMPTS = ("expression", "sentence", "article")
PROMPT_NAMES = (*EXTRACTION_PROMPTS, "adjudicate")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: the variables of a question, and its right answer."""

    question: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file of prompts/."""

    name: str
    version: int
    examples: tuple[Example, ...]
    template: jinja2.Template

    def messages(self, **question: object) -> tuple[Message, ...]:
        """Return the whole conversation that asks *question*.

        Raises PromptError naming a variable that the file uses and *question* lacks.
        """
        messages = [Message("system", self._block("instructions", {}))]
        for example in self.examples:
            messages.append(Message("user", self._block("question", example.question)))
            messages.append(Message("assistant", json.dumps(example.answer, ensure_ascii=False)))
        messages.append(Message("user", self._block("question", question)))
        return tuple(messages)

    def _block(self, name: str, variables: Mapping[str, object]) -> str:
        try:
            return "".join(self.template.blocks[name](self.template.new_context(dict(variables)))).strip()
        except (KeyError, jinja2.UndefinedError) as error:
            raise PromptError(f"prompts/{self.name}.j2, block “{name}”: {error}") from error


@cache
def load_prompt(name: str) -> Prompt:
    """Return the prompt *name*. Raises PromptError when its file is missing or broken."""
    text = _read(name)
    has_front_matter = text.startswith("---\n") and text.count("---\n") > 1
    _, front, body = text.split("---\n", 2) if has_front_matter else ("", "", "")
    try:
        settings = yaml.safe_load(front)
        examples = tuple(
            Example({key: value for key, value in example.items() if key != "answer"}, example["answer"])
            for example in settings["examples"]
        )
        return Prompt(name, int(settings["version"]), examples, _environment().from_string(body))
    except (yaml.YAMLError, jinja2.TemplateSyntaxError, LookupError, TypeError, ValueError) as error:
        raise PromptError(f"prompts/{name}.j2 is broken: {error}") from error


@cache
def prompts_hash(names: tuple[str, ...] = EXTRACTION_PROMPTS) -> str:
    """Return the hash of the prompts *names*."""
    digest = hashlib.sha256("\x1f".join(map(_read, names)).encode())
    return f"sha256:{digest.hexdigest()[:16]}"


def one_line(text: str) -> str:
    r"""Return *text* with each run of white space as one space.

    >>> one_line("two\r\n  lines")
    'two lines'
    """
    return " ".join(text.split())


def _read(name: str) -> str:
    text = read_resource("prompts", f"{name}.j2")
    if text is None:
        raise PromptError(f"prompts/{name}.j2 is missing; reinstall cited-timeline")
    return text


@cache
def _environment() -> jinja2.Environment:
    # A model reads this, not a browser: escaping would change the article's words.
    return jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - the comment above
    )
