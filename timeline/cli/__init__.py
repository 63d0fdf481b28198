"""The command line: parse, delegate, report. Each command is a module, imported when called.

That module has the options and the help, and imports little; what the command does is in `actions`.
"""

import click

from timeline.cli.lazy_group import LazyCommand, LazyGroup

COMMANDS = (
    LazyCommand("batch", "batch_commands", "Ask in batches: within a day, for less money."),
    LazyCommand("build", "build_command", "Build a timeline of articles, in one go."),
    LazyCommand("cache", "cache_commands", "See, prune, export and import the cached responses."),
    LazyCommand("check", "check_command", "Check timelines, their quotes, and the files made from them."),
    LazyCommand("explain", "explain_command", "Explain why an event is one event, and its date."),
    LazyCommand("extract", "extract_command", "Find the dated events of each article."),
    LazyCommand("formats", "formats_command", "List the formats, with their endings."),
    LazyCommand("model", "model_commands", "See, download and serve the embedded model."),
    LazyCommand("reconcile", "reconcile_command", "Merge extracted mentions into one timeline."),
    LazyCommand("render", "render_command", "Show a timeline, or a part of it, in any format."),
    LazyCommand("schema", "schema_command", "Print the JSON Schema of timeline.json."),
    LazyCommand(
        "templates", "template_commands", "List the built-in templates, and copy them to change them."
    ),
)


class _Commands(LazyGroup):
    lazy_commands = COMMANDS


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="cited-timeline", prog_name="timeline")
def main() -> None:
    """Build one cited timeline out of many articles: what happened, when, and which sentence says so.

    \b
    Examples:
      timeline build articles/ -o timeline.html      a folder of .txt and .md files
      timeline build a.txt b.md -o briefing.md       some files, as Markdown
      timeline build articles/ -o t.html -o t.json   two outputs of one build
      timeline render t.json --top 10 -o short.md    the ten most important events
      timeline explain "ship freed" t.json           why this is one event, of this date
      cat story.txt | timeline build - --published 2015-10-21
    \b
    The same in steps, each reading what the one before wrote:
      timeline extract articles/ | timeline reconcile - | timeline render - --format markdown

    With no key and no --base-url, an embedded model answers (in a checkout: pip install '.[local]'), and no
    text leaves this machine. With OPENAI_API_KEY, OPENAI_BASE_URL or --base-url, sentences of the articles
    are sent to that endpoint.

    Exit status: 0 done, 1 done in part, 2 nothing done, 3 stopped by a limit, 130 by Ctrl-C.
    """
