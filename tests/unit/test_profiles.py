"""Which endpoint is asked, how, and with which key."""

import json
import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest

from timeline import local
from timeline.config.profiles import EndpointChoice, Given, Profile, load_profiles, select_target
from timeline.config.toml_tables import settings_of
from timeline.errors import UsageError
from timeline.llm import Price, Sampling
from timeline.local.server import CONTEXT_TOKENS

KEYS = {
    "OPENAI_API_KEY": "o",
    "AZURE_OPENAI_API_KEY": "a",
    "OPENROUTER_API_KEY": "r",
    "TIMELINE_API_KEY": "t",
}


def typed(**said: str) -> EndpointChoice:
    return EndpointChoice(**{name: Given(value, f"--{name}") for name, value in said.items()})


def in_file(**said: str) -> EndpointChoice:
    return EndpointChoice(
        **{name: Given(value, "timeline.toml", in_file=True) for name, value in said.items()}
    )


def test_the_profiles_that_are_needed_are_there_and_priced_with_a_date() -> None:
    profiles = load_profiles()
    assert {"embedded", "openai", "ollama", "azure", "vllm", "lmstudio", "openrouter", "other"} == set(
        profiles
    )
    priced = [
        traits
        for profile in profiles.values()
        for _, traits in profile.models
        if traits.prompt_price is not None
    ]
    assert priced
    assert all(traits.price_noted and traits.completion_price for traits in priced)


def test_the_embedded_profile_is_the_embedded_model() -> None:
    """What is noted of it stands in the code that serves it, too."""
    embedded = load_profiles()["embedded"]
    assert embedded.model == local.EMBEDDED.name
    assert embedded.context_tokens == CONTEXT_TOKENS


def test_the_built_in_profiles_repeat_no_default() -> None:
    tables = tomllib.loads((files("timeline.config") / "profiles.toml").read_text(encoding="utf-8"))
    hosts = [host for table in tables.values() for host in table.get("hosts", [])]
    assert len(hosts) == len(set(hosts))


def test_a_model_has_its_own_traits_under_its_dated_name_too() -> None:
    openai = load_profiles()["openai"]
    assert openai.for_model("gpt-4.1-mini-2025-04-14").price == Price(0.4, 1.6)
    assert openai.for_model("gpt-4.1-mini").context_tokens == 1047576
    assert openai.for_model("gpt-4.1").price == Price(2.0, 8.0)
    assert openai.for_model("gpt-4.1-minimal").price is None
    assert openai.price is None


def test_the_limits_are_the_clients() -> None:
    limits = load_profiles(
        {"x": {"requests_per_minute": 5, "tokens_per_minute": 6, "context_tokens": 7}}, "f"
    )["x"].limits
    assert (limits.requests_per_minute, limits.tokens_per_minute, limits.context_tokens) == (5, 6, 7)


def test_cached_responses_have_the_key_of_what_a_profile_sends() -> None:
    """The key holds the settings as JSON, where 0.0 differs from 0."""
    profiles = load_profiles(
        {"x": {"temperature": 0.0}, "y": {"temperature": "unset", "schema": "none"}}, "f"
    )
    assert {json.dumps(profiles[name].sampling.key) for name in ("openai", "embedded", "x")} == {
        json.dumps(Sampling().key)
    }
    assert json.dumps(Sampling().key) == '{"temperature": 0, "max_tokens": 4096}'
    assert profiles["y"].sampling == Sampling(temperature=None, schema_mode="none")


THINKING = {"max_completion_tokens": 32768}
SENT = {
    "gpt-4.1-mini": {"temperature": 0, "max_tokens": 4096},
    "gpt-4o-2024-08-06": {"temperature": 0, "max_tokens": 4096},
    "gpt-5": THINKING,
    "gpt-5-mini-2025-08-07": THINKING,
    "gpt-5.4-nano": THINKING,
    "gpt-5.2-chat-latest": {"max_completion_tokens": 4096},
    "o1": THINKING,
    "o4-mini-2025-04-16": THINKING,
}


@pytest.mark.parametrize(("model", "sent"), SENT.items(), ids=SENT)
def test_each_model_of_openai_is_sent_what_it_takes(model: str, sent: dict[str, object]) -> None:
    """Those that think refuse max_tokens and a temperature, and count their thoughts as part of the answer."""
    profile = load_profiles()["openai"].for_model(model)
    assert profile.sampling.settings == sent
    assert profile.limits.answer_tokens == next(
        value for name, value in sent.items() if name != "temperature"
    )


def test_an_exact_model_name_overrides_a_pattern() -> None:
    """In whichever order a file has them, and however long they are."""
    for names in (["m*", "m1", "m[0-9]*"], ["m[0-9]*", "m1", "m*"]):
        traits = {
            name: {"context_tokens": len(name), **({"prompt_price": 1} if name == "m*" else {})}
            for name in names
        }
        profile = load_profiles({"x": {"models": traits}}, "f")["x"]
        one, other = profile.for_model("m1"), profile.for_model("m2")
        assert (one.context_tokens, other.context_tokens, other.prompt_price) == (2, 7, 1.0)


CHOICES = {
    "nothing": (
        EndpointChoice(),
        {},
        "embedded",
        local.EMBEDDED.name,
        None,
        "neither an endpoint nor a key is given",
    ),
    "a key": (EndpointChoice(), KEYS, "openai", "gpt-4.1-mini", "o", "OPENAI_API_KEY is set"),
    "an empty key": (
        EndpointChoice(),
        {"OPENAI_API_KEY": " "},
        "embedded",
        local.EMBEDDED.name,
        None,
        "neither",
    ),
    "a key, but a file": (
        typed(model="x.gguf"),
        KEYS,
        "embedded",
        "x.gguf",
        None,
        "--model names a model of this machine",
    ),
    "a key and a model": (typed(model="gpt-4.1"), KEYS, "openai", "gpt-4.1", "o", "OPENAI_API_KEY is set"),
    "a name": (typed(profile="ollama", model="m"), KEYS, "ollama", "m", None, "--profile names it"),
    "a name in a file": (
        in_file(profile="openai"),
        KEYS,
        "openai",
        "gpt-4.1-mini",
        "o",
        "timeline.toml names it",
    ),
    "the embedded one in spite of a key": (
        in_file(profile="embedded"),
        KEYS,
        "embedded",
        local.EMBEDDED.name,
        None,
        "names it",
    ),
    "a known address": (
        typed(base_url="http://127.0.0.1:11434/v1"),
        {},
        "ollama",
        None,
        None,
        "--base_url gives its address",
    ),
    "an unknown address": (
        typed(base_url="http://models.example.org/v1"),
        KEYS,
        "other",
        None,
        "o",
        "gives its address",
    ),
    "a vendor's address": (
        typed(base_url="https://openrouter.ai/api/v1"),
        KEYS,
        "openrouter",
        None,
        "r",
        "gives its address",
    ),
    "a vendor's address, another's key": (
        typed(base_url="https://openrouter.ai/api/v1"),
        {"OPENAI_API_KEY": "o"},
        "openrouter",
        None,
        "o",
        "gives its address",
    ),
    "azure": (
        typed(base_url="https://news.openai.azure.com/openai/v1/"),
        KEYS,
        "azure",
        None,
        "a",
        "gives its address",
    ),
    "azure by name": (
        typed(profile="azure", base_url="https://a.example.org/v1"),
        KEYS,
        "azure",
        None,
        "a",
        "names it",
    ),
}


@pytest.mark.parametrize(
    ("choice", "environment", "profile", "model", "key", "why"), CHOICES.values(), ids=CHOICES
)
def test_the_endpoint_follows_from_what_was_given(
    choice: EndpointChoice,
    environment: dict[str, str],
    profile: str,
    model: str | None,
    key: str | None,
    why: str,
) -> None:
    target = select_target(choice, load_profiles(), environment)
    assert (target.profile.name, target.model, target.key(environment)) == (profile, model, key)
    assert why in target.why
    assert target.is_local == (profile == "embedded")


ADVICE = {
    "one that is set": (
        typed(base_url="https://a.openai.azure.com/openai/v1"),
        KEYS,
        "check AZURE_OPENAI_API_KEY",
    ),
    "the second one is set": (
        typed(base_url="https://a.openai.azure.com/openai/v1"),
        {"OPENAI_API_KEY": "o"},
        "check OPENAI_API_KEY",
    ),
    "none is set": (
        typed(base_url="https://a.openai.azure.com/openai/v1"),
        {},
        "set AZURE_OPENAI_API_KEY or OPENAI_API_KEY",
    ),
    "an address in a file": (
        in_file(base_url="https://models.example.org/v1"),
        {"OPENAI_API_KEY": "o"},
        "set TIMELINE_API_KEY, the only key that is sent to an address in a settings file",
    ),
    "an endpoint without a key": (
        typed(profile="vllm", model="m"),
        KEYS,
        "to send one, give the address with --base-url and the key in OPENAI_API_KEY",
    ),
}


@pytest.mark.parametrize(("choice", "environment", "advice"), ADVICE.values(), ids=ADVICE)
def test_what_to_do_about_a_refused_key_names_the_variables_that_count(
    choice: EndpointChoice, environment: dict[str, str], advice: str
) -> None:
    assert select_target(choice, load_profiles(), environment).key_advice(environment) == advice


HOSTILE = {
    "an address": (in_file(base_url="https://thief.example.org/v1"), {}),
    "an address that looks like a vendor's": (in_file(base_url="https://api.openai.com.example.org/v1"), {}),
    "a name before the host": (in_file(base_url="https://api.openai.com@thief.example.org/v1"), {}),
    "an address that a pattern fits": (in_file(base_url="https://thief.openai.azure.com/openai/v1"), {}),
    "a profile of its own": (in_file(profile="x"), {"x": {"base_url": "https://thief.example.org/v1"}}),
    "a known profile moved": (
        in_file(profile="openai"),
        {"openai": {"base_url": "https://thief.example.org/v1"}},
    ),
    "the profile moved that a key leads to": (
        EndpointChoice(),
        {"openai": {"base_url": "https://thief.example.org/v1"}},
    ),
    "a known profile with an address": (
        in_file(profile="openai", base_url="https://thief.example.org/v1"),
        {},
    ),
    "a host taken over": (
        in_file(base_url="https://thief.example.org/v1"),
        {"openai": {"hosts": ["thief.example.org"]}},
    ),
}


@pytest.mark.parametrize(("choice", "added"), HOSTILE.values(), ids=HOSTILE)
def test_a_settings_file_gets_no_key_that_is_not_meant_for_it(
    choice: EndpointChoice, added: dict[str, dict[str, object]]
) -> None:
    """Whoever builds a project that somebody else wrote must not send a key to whatever address it names."""
    target = select_target(choice, load_profiles(added, "timeline.toml"), KEYS)
    assert target.key(KEYS) == "t"


def test_a_settings_file_cannot_choose_a_key() -> None:
    with pytest.raises(
        UsageError, match=r"timeline\.toml, \[profiles\.x\]: .* which key is sent\. .* TIMELINE_API_KEY"
    ):
        load_profiles({"x": {"key": "AWS_SECRET_ACCESS_KEY"}}, "timeline.toml")


def test_a_vendors_own_address_in_a_file_gets_the_vendors_key() -> None:
    target = select_target(in_file(base_url="https://api.openai.com/v1"), load_profiles(), KEYS)
    assert target.key(KEYS) == "o"


def test_a_file_changes_a_profile_key_by_key() -> None:
    changed = load_profiles({"openai": {"concurrency": 50, "models": {"new": {"prompt_price": 1}}}}, "f")[
        "openai"
    ]
    assert (changed.concurrency, changed.model, changed.in_file) == (50, "gpt-4.1-mini", False)
    assert changed.for_model("gpt-4.1-mini").price == Price(0.4, 1.6)
    assert changed.for_model("new").prompt_price == 1.0


WRONG = {
    "unknown": (typed(profile="olama"), r"--profile: there is no profile “olama”. Did you mean “ollama”\?"),
    "like none": (typed(profile="zzz"), r"Valid are: embedded, openai"),
    "without an address": (
        typed(profile="azure"),
        "“azure” has no address: give one with --base-url",
    ),
    "no address": (typed(base_url="localhost:11434"), "not the address of an endpoint"),
    "a port that is none": (typed(base_url="http://a:99999/v1"), "not the address of an endpoint"),
}


@pytest.mark.parametrize(("choice", "message"), WRONG.values(), ids=WRONG)
def test_an_invalid_choice_is_named(choice: EndpointChoice, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        select_target(choice, load_profiles(), {})


def test_every_key_of_a_profile_is_described() -> None:
    """The documentation is made of these."""
    assert {one.name for one in fields(Profile)} - {"name", "in_file"} == set(settings_of(Profile))
    assert all(setting.about.endswith(".") for setting in settings_of(Profile).values())
