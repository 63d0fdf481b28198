"""Profiles of endpoints: address, granularity, rate limits, and prices.

The built-in profiles are in profiles.toml; a settings file adds to them. The author of a settings file cannot
choose among this user's keys: an address in a file only ever gets the one key that the user set for that.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self, get_args
from urllib.parse import urlsplit

from timeline.choices import Granularity
from timeline.config.toml_tables import (
    AMOUNT,
    DAY,
    TEXT,
    TEXTS,
    WHOLE,
    ValueType,
    nearest,
    one_of,
    read_table,
    setting,
)
from timeline.errors import UsageError
from timeline.llm import ANSWER_TOKENS, AnswerLimit, Limits, Price, Sampling, SchemaMode

EMBEDDED = "embedded"
OTHER = "other"
KEY = "OPENAI_API_KEY"
"""The key for an address that the user gives and that has no key of its own."""
KEY_OF_A_FILE = "TIMELINE_API_KEY"
"""The only key that is sent to an address in a settings file."""

_LOGIN = re.compile("//.*@")
"""User name and password in an address, or more where it is malformed."""

Temperature = float | Literal["unset"]
"""A sampling temperature; “unset” sends none, for models that refuse one."""


def _temperature(value: object) -> Temperature:
    if value == "unset":
        return "unset"
    amount: float = AMOUNT.read(value)
    # A whole number stays one: the cache key holds what is sent.
    return int(amount) if amount.is_integer() else amount


TEMPERATURE = ValueType("a number of at least 0, or “unset”", _temperature)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTraits:
    """What is different with one model of an endpoint; None is as in its profile."""

    granularity: Granularity | None = field(
        default=None, metadata=setting(one_of(get_args(Granularity)), "How this model is best asked.")
    )
    context_tokens: int | None = field(
        default=None, metadata=setting(WHOLE, "The tokens of a question and its answer together.")
    )
    answer_tokens: int | None = field(
        default=None,
        metadata=setting(WHOLE, "The tokens that an answer may have, including what the model thinks first."),
    )
    answer_limit: AnswerLimit | None = field(
        default=None,
        metadata=setting(one_of(get_args(AnswerLimit)), "The request field for that limit."),
    )
    temperature: Temperature | None = field(
        default=None, metadata=setting(TEMPERATURE, "The sampling temperature; “unset” sends none.")
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
    """One endpoint; *in_file* when its address comes from a settings file."""

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
            "More hosts of this endpoint, with the port if there is one; * stands for any part.",
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
        metadata=setting(TEXT, "The model to ask when none is named.", example='"llama-3.3-70b"'),
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
        default=8, metadata=setting(WHOLE, "The most questions asked at once.", example="16")
    )
    temperature: Temperature = field(
        default=0,
        metadata=setting(
            TEMPERATURE,
            "The sampling temperature: 0 gives the same answer each time; “unset” sends none.",
            example="0",
        ),
    )
    schema: SchemaMode = field(
        default="json_schema",
        metadata=setting(
            one_of(get_args(SchemaMode)),
            "How the shape of an answer is requested: its schema, some JSON, or only the question's words.",
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
            WHOLE,
            "The tokens that an answer may have, including what the model thinks first.",
            example="4096",
        ),
    )
    answer_limit: AnswerLimit = field(
        default="max_tokens",
        metadata=setting(
            one_of(get_args(AnswerLimit)),
            "The request field for that limit.",
            example='"max_tokens"',
        ),
    )
    requests_per_minute: int | None = field(
        default=None, metadata=setting(WHOLE, "The most calls a minute.", example="500")
    )
    tokens_per_minute: int | None = field(
        default=None, metadata=setting(WHOLE, "The most tokens a minute.", example="200000")
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
            "The price of a question in a batch, as a factor: 0.5 is half.",
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
        """Its rate limits and context size."""
        return Limits(
            requests_per_minute=self.requests_per_minute,
            tokens_per_minute=self.tokens_per_minute,
            context_tokens=self.context_tokens,
            answer_tokens=self.answer_tokens,
        )

    @property
    def sampling(self) -> Sampling:
        """How its answers are sampled."""
        return Sampling(
            temperature=None if self.temperature == "unset" else self.temperature,
            schema_mode=self.schema,
            answer_tokens=self.answer_tokens,
            answer_limit=self.answer_limit,
        )

    @property
    def thinks(self) -> bool:
        """Whether it has room to think before it answers."""
        return self.answer_tokens > ANSWER_TOKENS

    @property
    def price(self) -> Price | None:
        """Its price, if known."""
        known = self.prompt_price is not None and self.completion_price is not None
        return Price(self.prompt_price or 0.0, self.completion_price or 0.0) if known else None

    @property
    def price_in_batches(self) -> Price | None:
        """Its price in a batch, if known; the full price when batches have none of their own."""
        part = 1.0 if self.batch_price is None else self.batch_price
        return self.price and Price(self.price.prompt * part, self.price.completion * part)

    def for_model(self, model: str) -> Self:
        """Return the profile for *model*, whose name may end with a date: "gpt-4.1-mini-2025-04-14".

        Traits of an exact name override those of a pattern, those of a longer pattern those of a shorter one.
        """
        matching = [(name, traits) for name, traits in self.models if _matches(name, model)]
        changes: dict[str, Any] = {}
        for _, traits in sorted(matching, key=lambda entry: ("*" not in entry[0], len(entry[0]))):
            values = {trait.name: getattr(traits, trait.name) for trait in fields(traits)}
            changes |= {name: value for name, value in values.items() if value is not None}
        return replace(self, **changes)

    def serves(self, base_url: str) -> bool:
        """Return whether *base_url* is an address of this endpoint."""
        host = _host(base_url)
        return any(fnmatchcase(host, pattern) for pattern in self.hosts)


@dataclass(frozen=True, slots=True)
class Given:
    """A *value*, and its *origin*: the name of an option, a variable, or a settings file."""

    value: str
    origin: str
    in_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointChoice:
    """What the user gave to choose an endpoint and a model."""

    profile: Given | None = None
    base_url: Given | None = None
    model: Given | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The endpoint to ask, and *why*; its key is in the first of the variables *keys* that is set."""

    profile: Profile
    model: str | None
    base_url: str | None
    keys: tuple[str, ...]
    why: str

    @property
    def is_local(self) -> bool:
        """Whether it is the embedded model."""
        return self.profile.name == EMBEDDED

    def key_variable(self, environment: Mapping[str, str]) -> str | None:
        """Return the variable whose key is sent, None if none is set."""
        return next((name for name in self.keys if environment.get(name, "").strip()), None)

    def key(self, environment: Mapping[str, str]) -> str | None:
        """Return the key that is sent, if any."""
        variable = self.key_variable(environment)
        return environment[variable].strip() if variable else None

    def key_advice(self, environment: Mapping[str, str]) -> str:
        """Return what to do about a key that is refused or missing."""
        variable = self.key_variable(environment)
        if not self.keys:
            return f"to send one, give the address with --base-url and the key in {KEY}"
        advice = f"check {variable}" if variable else f"set {' or '.join(self.keys)}"
        if KEY_OF_A_FILE in self.keys:
            return f"{advice}, the only key that is sent to an address in a settings file"
        return advice


def load_profiles(added: Mapping[str, Any] | None = None, where: str = "") -> Mapping[str, Profile]:
    """Return all profiles by name: the built-in ones, and those *added* by the settings file *where*.

    An added one may override a built-in one key by key. Raises UsageError when one is invalid.
    """
    built_in = _built_in()
    profiles = {
        name: read_table(Profile, values, f"profiles.toml, [{name}]", name=name)
        for name, values in built_in.items()
    }
    for name, values in (added or {}).items():
        place = f"{where}, [profiles.{name}]"
        if isinstance(values, Mapping) and "key" in values:
            advice = f"Set {KEY_OF_A_FILE} in the environment."
            raise UsageError(f"{place}: a settings file cannot choose which key is sent. {advice}")
        has_address = isinstance(values, Mapping) and not values.keys().isdisjoint(("base_url", "hosts"))
        merged = _merged(built_in.get(name, {}), values)
        profiles[name] = read_table(Profile, merged, place, name=name, in_file=has_address)
    return profiles


def _merged(built_in: Mapping[str, Any], values: object) -> object:
    """Return *values* over the *built_in* ones."""
    if not isinstance(values, Mapping):
        return values
    merged = {**built_in, **values}
    if isinstance(values.get("models"), Mapping):
        merged["models"] = {**built_in.get("models", {}), **values["models"]}
    return merged


def select_target(
    choice: EndpointChoice, profiles: Mapping[str, Profile], environment: Mapping[str, str]
) -> Target:
    """Return the endpoint to ask. Raises UsageError for an unknown profile or an invalid address."""
    base_url, model = choice.base_url, choice.model
    if choice.profile is not None:
        return _by_profile(choice.profile, choice, profiles)
    if base_url is not None:
        _check_address(base_url.value)
        serving = (profile for profile in profiles.values() if profile.serves(base_url.value))
        return _target(next(serving, profiles[OTHER]), choice, f"{base_url.origin} gives its address")
    if model is not None and (model.value.endswith(".gguf") or model.value == profiles[EMBEDDED].model):
        return _target(profiles[EMBEDDED], choice, f"{model.origin} names a model of this machine")
    if environment.get(KEY, "").strip():
        return _target(profiles["openai"], choice, f"{KEY} is set")
    return _target(profiles[EMBEDDED], choice, "neither an endpoint nor a key is given")


def _matches(name: str, model: str) -> bool:
    """Return whether *name*, in which * stands for any part, matches *model*, with or without a date."""
    return model == name or fnmatchcase(model, name) or fnmatchcase(model, f"{name}-20*")


def _by_profile(given: Given, choice: EndpointChoice, profiles: Mapping[str, Profile]) -> Target:
    profile = profiles.get(given.value)
    if profile is None:
        hint = nearest(given.value, list(profiles))
        raise UsageError(f"{given.origin}: there is no profile “{given.value}”. {hint}")
    if choice.base_url is not None:
        _check_address(choice.base_url.value)
    elif profile.base_url is None and profile.name != EMBEDDED:
        raise UsageError(f"The profile “{profile.name}” has no address: give one with --base-url.")
    return _target(profile, choice, f"{given.origin} names it")


def _target(profile: Profile, choice: EndpointChoice, why: str) -> Target:
    model = choice.model.value if choice.model else profile.model
    base_url = choice.base_url.value if choice.base_url else profile.base_url
    return Target(
        profile=profile.for_model(model) if model else profile,
        model=model,
        base_url=None if profile.name == EMBEDDED else base_url,
        keys=_keys(profile, choice.base_url),
        why=why,
    )


def _keys(profile: Profile, given: Given | None) -> tuple[str, ...]:
    own = (profile.key,) if profile.key else ()
    if given is None:
        return (KEY_OF_A_FILE,) if profile.in_file else own
    if given.in_file or profile.in_file:
        # Anybody may own an address that a pattern matches.
        is_exact = not profile.in_file and _host(given.value) in profile.hosts
        return own if is_exact else (KEY_OF_A_FILE,)
    return (*own, *(key for key in (KEY,) if key not in own))


def _host(base_url: str) -> str:
    """Return the host of *base_url*, with its port if it has one."""
    return urlsplit(base_url).netloc.rpartition("@")[2].lower()


def _check_address(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        shown = _LOGIN.sub("//", base_url)
        raise UsageError(f"“{shown}” is not the address of an endpoint, as http://localhost:11434/v1 is.")


@cache
def _built_in() -> Mapping[str, Any]:
    return tomllib.loads((files("timeline.config") / "profiles.toml").read_text(encoding="utf-8"))
