"""Each way to ask for a structured answer, as a real server accepts and answers it."""

import json
from pathlib import Path
from typing import Any

import pytest
from recordings import EMBEDDED, Record, Recording, interactions

from timeline.config.profiles import EndpointChoice, Given, load_profiles, select_target
from timeline.models import Timeline
from timeline.pipeline.run_settings import Settings

ARTICLE = "The barge Hjalmar sank in the lock of Ravnsborg on 3 March 2014.\n\nDivers raised the barge Hjalmar on 9 March 2014.\n"
VARIANTS: dict[str, dict[str, Any]] = {
    "schema": {},
    "json object": {"schema": "json_object"},
    "words alone": {"schema": "none"},
    "temperature unset": {"temperature": "unset"},
    "max completion tokens": {"answer_limit": "max_completion_tokens", "answer_tokens": 2048},
}


def build(recording: Recording, folder: Path, granularity: str, setting: dict[str, Any]) -> Timeline:
    """Build the timeline of one article from an endpoint that is asked as *setting* says."""
    (folder / "barge.txt").write_text(ARTICLE, encoding="utf-8")
    profile = {
        "base_url": recording.base_url,
        "model": EMBEDDED,
        "granularity": granularity,
        "concurrency": 1,
        **setting,
    }
    profiles = load_profiles({"variant": profile})
    target = select_target(EndpointChoice(profile=Given("variant", "the test")), profiles, {})
    settings = Settings(target=target, cache_file=folder / "answers.sqlite")
    timeline = recording.build([folder / "barge.txt"], settings, title="The barge").timeline
    assert timeline.failed == ()
    return timeline


@pytest.mark.parametrize("granularity", ["expression", "article"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_each_variant_is_sent_as_it_is_named_and_brings_both_events(
    record: Record, tmp_path: Path, variant: str, granularity: str
) -> None:
    setting = VARIANTS[variant]
    with record(f"{variant.replace(' ', '-')}-{granularity}") as recording:
        timeline = build(recording, tmp_path, granularity, setting)
    assert [str(event.date) for event in timeline.events] == ["2014-03-03", "2014-03-09"]
    assert [event.citations[0].quote for event in timeline.events] == ARTICLE.strip().split("\n\n")
    bodies = [json.loads(held["request"]["body"]) for held in interactions(recording.cassette)]
    assert 1 <= len(bodies) <= 3
    for body in bodies:
        assert body.get("response_format", {}).get("type", "none") == setting.get("schema", "json_schema")
        assert ("temperature" in body) == ("temperature" not in setting)
        limit = setting.get("answer_limit", "max_tokens")
        assert {name: value for name, value in body.items() if name.startswith("max_")} == {
            limit: setting.get("answer_tokens", 4096)
        }
        assert "stream" not in body
