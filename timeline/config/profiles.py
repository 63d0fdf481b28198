"""What is known of endpoints: where they are, how they are best asked, what they bear, and what they cost.

The profiles that everybody needs are in profiles.toml; a settings file adds to them. Whoever wrote that file
does not choose among this user's keys: to an address out of a file, one key alone is sent, which the user set
for that.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self, get_args
from urllib.parse import urlsplit

from timeline.config.toml_tables import (
    AMOUNT,
    DAY,
    TEXT,
    TEXTS,
    WHOLE,
    ValueType,
    one_of,
    read_table,
    setting,
)
from timeline.errors import UsageError
from timeline.llm import ANSWER_TOKENS, AnswerLimit, Granularity, Limits, Price, Sampling, SchemaMode

EMBEDDED = "embedded"
OTHER = "other"
KEY = "OPENAI_API_KEY"
"""The key for an address that the user gives, where its own one is not set."""
KEY_OF_A_FILE = "TIMELINE_API_KEY"
"""The only key that is sent to an address out of a settings file."""

_LOGIN = re.compile("//.*@")
"""A name and a password in an address, and more where it is none."""

Temperature = float | Literal["unset"]
"""How freely an endpoint words its answers; one that takes no such setting is not sent any."""


def _temperature(value: object) -> Temperature:
    if value == "unset":
        return "unset"
    amount: float = AMOUNT.read(value)
    # A whole number as one: by what is sent, answers are kept.
    return int(amount) if amount.is_integer() else amount


TEMPERATURE = ValueType("a number from 0 on, or “unset”", _temperature)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTraits:
    """What is known of one model of an endpoint, where that differs from the others."""

    granularity: Granularity | None = field(
        default=None, metadata=setting(one_of(get_args(Granularity)), "How this model is best asked.")
    )
    context_tokens: int | None = field(
        default=None, metadata=setting(WHOLE, "The tokens of a question and its answer together.")
    )
    answer_tokens: int | None = field(
        default=None,
        metadata=setting(WHOLE, "The tokens that an answer may have, with what the model thinks before it."),
    )
    answer_limit: AnswerLimit | None = field(
        default=None,
        metadata=setting(one_of(get_args(AnswerLimit)), "As what the endpoint is told how many these are."),
    )
    temperature: Temperature | None = field(
        default=None, metadata=setting(TEMPERATURE, "How freely it words its answers; “unset” is not sent.")
    )
    prompt_price: float | None = field(
        default=None, metadata=setting(AMOUNT, "Dollars for a million tokens of questions.")
    )
    completion_price: float | None = field(
        default=None, metadata=setting(AMOUNT, "Dollars for a million tokens of answers.")
    )
    price_noted: date | None = field(
        default=None, metadata=setting(DAY, "The day on which that was the price.")
    )


def _models(values: object) -> tuple[tuple[str, ModelTraits], ...]:
    if not isinstance(values, Mapping):
        raise TypeError
    return tuple(
        (name, read_table(ModelTraits, traits, f"the model “{name}”")) for name, traits in values.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One endpoint. *in_file* tells that its address comes out of a settings file."""

    name: str
    in_file: bool = False
    about: str = field(
        default="", metadata=setting(TEXT, "What it is, in a few words.", example='"our gateway"')
    )
    base_url: str | None = field(
        default=None, metadata=setting(TEXT, "Its address.", example='"https://models.example.org/v1"')
    )
    hosts: tuple[str, ...] = field(
        default=(),
        metadata=setting(
            TEXTS,
            "Hosts, with the port where there is one, that are this endpoint too; * stands for any part.",
        ),
    )
    key: str | None = field(
        default=None,
        metadata=setting(
            TEXT, f"The environment variable that holds its key. In a settings file it is {KEY_OF_A_FILE}."
        ),
    )
    model: str | None = field(
        default=None,
        metadata=setting(TEXT, "The model that is asked when none is named.", example='"llama-3.3-70b"'),
    )
    granularity: Granularity = field(
        default="article",
        metadata=setting(
            one_of(get_args(Granularity)),
            "One question for each time expression (small models), or one for each article (large ones).",
            example='"article"',
        ),
    )
    concurrency: int = field(
        default=8, metadata=setting(WHOLE, "How many questions are asked at once, at most.", example="16")
    )
    temperature: Temperature = field(
        default=0,
        metadata=setting(
            TEMPERATURE,
            "How freely it words its answers: at 0, the same each time; “unset” is not sent.",
            example="0",
        ),
    )
    schema: SchemaMode = field(
        default="json_schema",
        metadata=setting(
            one_of(get_args(SchemaMode)),
            "How it is told the form of an answer: by its schema, only that it is JSON, or in the "
            "question's words alone.",
            example='"json_schema"',
        ),
    )
    context_tokens: int | None = field(
        default=None,
        metadata=setting(WHOLE, "The tokens of a question and its answer together.", example="32768"),
    )
    answer_tokens: int = field(
        default=ANSWER_TOKENS,
        metadata=setting(
            WHOLE, "The tokens that an answer may have, with what the model thinks before it.", example="4096"
        ),
    )
    answer_limit: AnswerLimit = field(
        default="max_tokens",
        metadata=setting(
            one_of(get_args(AnswerLimit)),
            "As what the endpoint is told how many these are.",
            example='"max_tokens"',
        ),
    )
    requests_per_minute: int | None = field(
        default=None, metadata=setting(WHOLE, "How many calls it allows a minute.", example="500")
    )
    tokens_per_minute: int | None = field(
        default=None, metadata=setting(WHOLE, "How many tokens it allows a minute.", example="200000")
    )
    prompt_price: float | None = field(
        default=None, metadata=setting(AMOUNT, "Dollars for a million tokens of questions.", example="0.40")
    )
    completion_price: float | None = field(
        default=None, metadata=setting(AMOUNT, "Dollars for a million tokens of answers.", example="1.60")
    )
    price_noted: date | None = field(
        default=None, metadata=setting(DAY, "The day on which that was the price.", example="2026-06-21")
    )
    batch_price: float | None = field(
        default=None,
        metadata=setting(
            AMOUNT,
            "What a question costs in a batch, as a part of its price: 0.5 is half of it.",
            example="0.5",
        ),
    )
    models: tuple[tuple[str, ModelTraits], ...] = field(
        default=(),
        metadata=setting(
            ValueType("tables, one for each model", _models), "What is different with some of its models."
        ),
    )

    @property
    def limits(self) -> Limits:
        """What it bears."""
        return Limits(
            requests_per_minute=self.requests_per_minute,
            tokens_per_minute=self.tokens_per_minute,
            context_tokens=self.context_tokens,
            answer_tokens=self.answer_tokens,
        )

    @property
    def sampling(self) -> Sampling:
        """How its answers are drawn."""
        return Sampling(
            temperature=None if self.temperature == "unset" else self.temperature,
            schema_mode=self.schema,
            answer_tokens=self.answer_tokens,
            answer_limit=self.answer_limit,
        )

    @property
    def thinks(self) -> bool:
        """Whether it is left room to think before it answers."""
        return self.answer_tokens > ANSWER_TOKENS

    @property
    def price(self) -> Price | None:
        """What it costs, where that is known."""
        known = self.prompt_price is not None and self.completion_price is not None
        return Price(self.prompt_price or 0.0, self.completion_price or 0.0) if known else None

    @property
    def price_in_batches(self) -> Price | None:
        """What it costs in a batch, where a price is known; the whole of it where no other one is known for batches."""
        part = 1.0 if self.batch_price is None else self.batch_price
        return self.price and Price(self.price.prompt * part, self.price.completion * part)

    def for_model(self, model: str) -> Self:
        """Return the profile as it is for *model*, which may carry a date: "gpt-4.1-mini-2025-04-14".

        What its own name says is stronger than what a name with * says, and there a longer one is stronger
        than a shorter one.
        """
        fitting = [(name, traits) for name, traits in self.models if _names(name, model)]
        known: dict[str, Any] = {}
        for _, traits in sorted(fitting, key=lambda entry: ("*" not in entry[0], len(entry[0]))):
            known |= {
                one.name: value for one in fields(traits) if (value := getattr(traits, one.name)) is not None
            }
        return replace(self, **known)

    def serves(self, base_url: str) -> bool:
        """Tell whether *base_url* is an address of this endpoint."""
        host = _host(base_url)
        return any(fnmatchcase(host, pattern) for pattern in self.hosts)


@dataclass(frozen=True, slots=True)
class Said:
    """A *value* that somebody gave, and *by* what: an option, a variable, or a settings file."""

    value: str
    by: str
    in_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said about whom to ask."""

    profile: Said | None = None
    base_url: Said | None = None
    model: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Who is asked, and *why*. *keys* are the environment variables of which the first that is set holds the key."""

    profile: Profile
    model: str | None
    base_url: str | None
    keys: tuple[str, ...]
    why: str

    @property
    def is_local(self) -> bool:
        """Whether this machine's own model is asked."""
        return self.profile.name == EMBEDDED

    def key_variable(self, environment: Mapping[str, str]) -> str | None:
        """Return the variable whose key is sent, None when no key is set."""
        return next((name for name in self.keys if environment.get(name, "").strip()), None)

    def key(self, environment: Mapping[str, str]) -> str | None:
        """Return the key that is sent, None when there is none."""
        variable = self.key_variable(environment)
        return environment[variable].strip() if variable else None

    def key_advice(self, environment: Mapping[str, str]) -> str:
        """Return what to do about the key where it is refused, or missing."""
        variable = self.key_variable(environment)
        if not self.keys:
            return f"to send one, give the address with --base-url and the key in {KEY}"
        what = f"check {variable}" if variable else f"set {' or '.join(self.keys)}"
        return (
            f"{what}, the only key that is sent to an address in a settings file"
            if KEY_OF_A_FILE in self.keys
            else what
        )


def load_profiles(added: Mapping[str, Any] | None = None, where: str = "") -> Mapping[str, Profile]:
    """Return all profiles by name, with those *added* by the settings file *where*, which may change others key by key.

    Raises UsageError for what is wrong with an added one.
    """
    known = _built_in()
    profiles = {
        name: read_table(Profile, values, f"profiles.toml, [{name}]", name=name)
        for name, values in known.items()
    }
    for name, values in (added or {}).items():
        place = f"{where}, [profiles.{name}]"
        if isinstance(values, Mapping) and "key" in values:
            raise UsageError(
                f"{place}: which key is sent is not for a file to say. Set {KEY_OF_A_FILE} in the environment."
            )
        moved = isinstance(values, Mapping) and not values.keys().isdisjoint(("base_url", "hosts"))
        profiles[name] = read_table(
            Profile, _merged(known.get(name, {}), values), place, name=name, in_file=moved
        )
    return profiles


def _merged(known: Mapping[str, Any], values: object) -> object:
    """Return *values* with what they leave out of what is *known*."""
    if not isinstance(values, Mapping):
        return values
    models = values.get("models")
    return {
        **known,
        **values,
        **({"models": {**known.get("models", {}), **models}} if isinstance(models, Mapping) else {}),
    }


def choose_target(wanted: Wanted, profiles: Mapping[str, Profile], environment: Mapping[str, str]) -> Target:
    """Return who is to be asked. Raises UsageError for a profile or an address that is none."""
    base_url, model = wanted.base_url, wanted.model
    if wanted.profile is not None:
        return _named(wanted.profile, wanted, profiles)
    if base_url is not None:
        _check_address(base_url.value)
        profile = next(
            (profile for profile in profiles.values() if profile.serves(base_url.value)), profiles[OTHER]
        )
        return _target(profile, wanted, f"{base_url.by} gives its address")
    if model is not None and (model.value.endswith(".gguf") or model.value == profiles[EMBEDDED].model):
        return _target(profiles[EMBEDDED], wanted, f"{model.by} names a model of this machine")
    if environment.get(KEY, "").strip():
        return _target(profiles["openai"], wanted, f"{KEY} is set")
    return _target(profiles[EMBEDDED], wanted, "neither an endpoint nor a key is given")


def _names(name: str, model: str) -> bool:
    """Tell whether *name*, in which * stands for any part, is the one of *model*, but for a date."""
    return model == name or fnmatchcase(model, name) or fnmatchcase(model, f"{name}-20*")


def _named(said: Said, wanted: Wanted, profiles: Mapping[str, Profile]) -> Target:
    profile = profiles.get(said.value)
    if profile is None:
        close = get_close_matches(said.value, profiles, n=1)
        hint = f"Is “{close[0]}” meant?" if close else f"There are: {', '.join(profiles)}."
        raise UsageError(f"{said.by}: there is no profile “{said.value}”. {hint}")
    if wanted.base_url is not None:
        _check_address(wanted.base_url.value)
    elif profile.base_url is None and profile.name != EMBEDDED:
        raise UsageError(f"The profile “{profile.name}” has no address of its own: give it with --base-url.")
    return _target(profile, wanted, f"{said.by} names it")


def _target(profile: Profile, wanted: Wanted, why: str) -> Target:
    model = wanted.model.value if wanted.model else profile.model
    base_url = wanted.base_url.value if wanted.base_url else profile.base_url
    return Target(
        profile=profile.for_model(model) if model else profile,
        model=model,
        base_url=None if profile.name == EMBEDDED else base_url,
        keys=_keys(profile, wanted.base_url),
        why=why,
    )


def _keys(profile: Profile, given: Said | None) -> tuple[str, ...]:
    own = (profile.key,) if profile.key else ()
    if given is None:
        return (KEY_OF_A_FILE,) if profile.in_file else own
    if given.in_file or profile.in_file:
        # Anybody may have an address that a pattern fits.
        known = not profile.in_file and _host(given.value) in profile.hosts
        return own if known else (KEY_OF_A_FILE,)
    return (*own, *(key for key in (KEY,) if key not in own))


def _host(base_url: str) -> str:
    """Return the host of *base_url*, with the port where there is one."""
    return urlsplit(base_url).netloc.rpartition("@")[2].lower()


def _check_address(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        shown = _LOGIN.sub("//", base_url)
        raise UsageError(f"“{shown}” is no address of an endpoint; one looks like http://localhost:11434/v1.")


@cache
def _built_in() -> Mapping[str, Any]:
    return tomllib.loads((files("timeline.config") / "profiles.toml").read_text(encoding="utf-8"))
