"""The command line with corrections by people: edits of a folder or a file, and what explanations propose."""

import json
import re
from pathlib import Path

import pytest
from command_runs import BRIDGE, STORM, Run, articles, write_edits
from fakes import LoopbackEndpoint

RETITLE = '[[retitle]]\nevent = "ran aground"\nheadline = "Ferry Aurora grounded"\nreason = "shorter"\n'


def test_edits_of_the_folder_are_applied_by_every_step_that_reconciles(
    run: Run, served: LoopbackEndpoint
) -> None:
    """A build, a re-run with one more article, and the steps by themselves show what the editor wrote, and say so."""
    articles(storm=STORM)
    write_edits(RETITLE)
    first = run("build", "articles", "-o", "t.json", at=served)
    assert first.exit_code == 0, first.output
    assert "timeline.edits.toml: 1 edit applied" in first.stderr
    articles(bridge=BRIDGE, again=STORM.replace("Ferry runs", "Vessel runs"))
    run("build", "articles", "-o", "t.json", "-o", "t.md", "--title", "T", at=served)
    event, _ = json.loads(Path("t.json").read_text(encoding="utf-8"))["events"]
    assert (event["headline"], event["marks"], event["sources"]) == ("Ferry Aurora grounded", ["edited"], 2)
    assert "Ferry Aurora grounded" in Path("t.md").read_text(encoding="utf-8")
    assert "shorter" in Path("t.md").read_text(encoding="utf-8")
    reconciled = run("reconcile", "-", "--title", "T", input=run("extract", "articles", at=served).stdout)
    assert reconciled.stdout == Path("t.json").read_text(encoding="utf-8")


def test_edits_of_another_file_replace_those_of_the_folder(run: Run, served: LoopbackEndpoint) -> None:
    articles(storm=STORM)
    write_edits("this is read by nobody")
    write_edits('[[hide]]\nevent = "ran aground"\nreason = "told elsewhere"\n', "other.toml")
    result = run("build", "articles", "-o", "t.json", "--edits", "other.toml", at=served)
    assert result.exit_code == 0, result.output
    timeline = json.loads(Path("t.json").read_text(encoding="utf-8"))
    assert timeline["events"] == []
    hidden = {(each["reason"], each.get("detail")) for each in timeline["rejected"]}
    assert ("hidden_by_edit", "told elsewhere") in hidden


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        pytest.param(
            '[[hide]]\nevent = "x"\n',
            "timeline.edits.toml, line 1, [[hide]]: “reason” is missing",
            id="a fault",
        ),
        pytest.param("[[hide\n", "timeline.edits.toml is not TOML", id="no TOML"),
    ],
)
def test_edits_that_cannot_be_read_cost_no_question(
    run: Run, served: LoopbackEndpoint, edits: str, said: str
) -> None:
    """Errors in the file are reported before anything is asked or written."""
    articles(storm=STORM)
    write_edits(edits)
    result = run("build", "articles", "-o", "t.json", at=served)
    assert (result.exit_code, served.requests, Path("t.json").exists()) == (2, [], False)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 2


def test_an_edit_whose_target_is_gone_leaves_the_old_page_and_the_answers(
    run: Run, served: LoopbackEndpoint
) -> None:
    """The error names the entry and what is nearest; nothing is half written, and no answer is asked for again."""
    articles(storm=STORM)
    run("build", "articles", "-o", "t.json", at=served)
    before, asked = Path("t.json").read_bytes(), len(served.requests)
    write_edits(RETITLE.replace("ran aground", "ran onto a rock"))
    result = run("build", "articles", "-o", "t.json", "-o", "t.md", at=served)
    assert result.exit_code == 2
    assert (
        "timeline.edits.toml, line 1, [[retitle]]: no event cites “ran onto a rock” any more" in result.stderr
    )
    assert json.loads(before)["events"][0]["id"] in result.stderr
    assert (Path("t.json").read_bytes(), Path("t.md").exists(), len(served.requests)) == (
        before,
        False,
        asked,
    )


def test_an_event_is_explained_and_what_is_proposed_works(run: Run, served: LoopbackEndpoint) -> None:
    """`timeline explain` finds an event by its words, and an entry that it prints is an edit of that event."""
    articles(storm=STORM, bridge=BRIDGE)
    run("build", "articles", "-o", "timeline.json", at=served)
    explained = run("explain", "bridge")
    assert explained.exit_code == 0, explained.output
    assert "“Wednesday” is 2014-03-05" in " ".join(explained.stdout.split())
    entry = re.search(r"\[\[retitle\]\]\n.*\n.*\n.*\n", run("explain", "bridge", "--edits").stdout)
    assert entry
    write_edits(
        re.sub("headline = .*", 'headline = "A bridge"', entry[0]).replace(
            'reason = ""', 'reason = "shorter"'
        )
    )
    run("build", "articles", "-o", "timeline.json", at=served)
    assert "retitle (before: " in run("explain", "A bridge").stdout
