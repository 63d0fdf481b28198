"""The command line as its user runs it, against a loopback endpoint: outputs, steps, re-runs, pages."""

import json
from pathlib import Path

from command_runs import BRIDGE, STORM, Run, articles, write_edits
from fakes import LoopbackEndpoint

from timeline.store import read_timeline


def test_a_build_writes_each_output_in_its_format_and_prints_a_summary(
    run: Run, served: LoopbackEndpoint
) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    result = run(
        "build", "articles", "-o", "t.html", "-o", "t.md", "-o", "t.json", "--report", "r.json", at=served
    )
    assert result.exit_code == 0, result.output
    assert Path("t.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "[^" in Path("t.md").read_text(encoding="utf-8")
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    assert timeline["title"] == "articles"
    assert [event["date"] for event in timeline["events"]] == ["2014-03-03", "2014-03-05"]
    assert "2 articles, 2 events" in result.stderr
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert report["calls"] == len(served.requests) > 0
    assert [article["path"] for article in report["articles"]]


def test_every_citation_is_verbatim(run: Run, served: LoopbackEndpoint) -> None:
    folder = articles(
        storm=STORM,
        bridge=BRIDGE.replace("\n", "\r\n"),
        rtl="مقال\n\nMarch 5, 2014\n\nالسفينة 🚢 sank on Monday.\n",
    )
    run("build", "articles", "-o", "t.json", at=served)
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    texts = {
        article["id"]: (folder.parent / article["path"]).read_bytes().decode()
        for article in timeline["articles"]
    }
    citations = [c for event in (*timeline["events"], *timeline["undated"]) for c in event["citations"]]
    assert citations
    for cited in (*citations, *timeline["rejected"]):
        assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["quote"]


def test_a_second_run_asks_nothing_and_writes_the_same_bytes(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "one.html", "-o", "one.json", at=served)
    asked = len(served.requests)
    second = run("build", "articles", "-o", "two.html", "-o", "two.json", at=served)
    assert len(served.requests) == asked
    assert "0 calls" in second.stderr
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_the_steps_compose_to_the_same_timeline(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "built.json", "--title", "T", at=served)
    extracted = run("extract", "articles", at=served)
    reconciled = run("reconcile", "-", "--title", "T", input=extracted.stdout)
    assert reconciled.stdout == Path("built.json").read_text(encoding="utf-8")
    rendered = run("render", "-", "--format", "markdown", input=reconciled.stdout)
    assert rendered.exit_code == 0
    assert rendered.stdout.startswith("# T")


def test_without_an_output_markdown_goes_to_standard_output(run: Run, served: LoopbackEndpoint) -> None:
    result = run(
        "build",
        "-",
        "--published",
        "2014-03-05",
        at=served,
        input="The ferry Aurora ran aground on Monday.\n",
    )
    assert result.exit_code == 0
    assert "3 March 2014" in result.stdout


def test_one_timeline_serves_several_pages(run: Run, served: LoopbackEndpoint) -> None:
    """Each page shows what was chosen for it, and says of how much; the whole stays as it is."""
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "t.json", at=served)
    for arguments, shown in (
        (["--top", "1"], ["2014-03-05"]),  # told earlier in its article
        (["--from", "2014-03-04"], ["2014-03-05"]),
        (["--to", "2014-03-04"], ["2014-03-03"]),
        (["--topic", "opening bridges"], ["2014-03-05"]),
        (["--min-sources", "2"], []),
    ):
        result = run("render", "t.json", "--format", "json", *arguments)
        assert result.exit_code == 0, result.output
        assert [event["date"] for event in json.loads(result.stdout)["events"]] == shown
        assert f"Shown: {len(shown)} of 2 events" in result.stderr
    assert "1 of 2 events" in run("render", "t.json", "--top", "1").stdout


def test_a_build_can_select_events_too(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM, bridge=BRIDGE)
    result = run("build", "articles", "-o", "t.json", "--topic", "ferry", at=served)
    assert [event["date"] for event in json.loads(Path("t.json").read_text(encoding="utf-8"))["events"]] == [
        "2014-03-03"
    ]
    assert "Shown: 1 of 2 events: on “ferry”" in result.stderr


def test_python_gives_the_same(run: Run, served: LoopbackEndpoint) -> None:
    import timeline

    articles(storm=STORM)
    write_edits('[[hide]]\nevent = "ran aground"\nreason = "told elsewhere"\n', "other.toml")
    options: timeline.BuildOptions = {
        "base_url": served.base_url,
        "model": "stub",
        "granularity": "expression",
    }
    for edits in (None, "other.toml"):
        run("build", "articles", "-o", "t.json", *(["--edits", edits] if edits else []), at=served)
        assert timeline.build("articles", edits=edits, **options).timeline == read_timeline("t.json")
