"""Outputs beside their sources: pages that have text of their own, and whether an output is up to date."""

from dataclasses import replace
from pathlib import Path

from timeline.errors import StoreError, UsageError
from timeline.models import Timeline
from timeline.rendering import Options, render
from timeline.rendering.markdown_regions import has_region, with_region


def content_of(
    output: Path,
    timeline: Timeline,
    format: str,  # noqa: A002 - as in `render`
    options: Options,
    *,
    update: bool,
) -> str | bytes:
    """Return the content for the file *output*: the rendered *timeline*, with *update* within the text there.

    Raises UsageError for a page without its two markers, and for one whose own text would be lost.
    """
    rendered = render(timeline, format, options_for(output, options))
    if format != "markdown" or isinstance(rendered, bytes):
        if update:
            raise UsageError(
                f"{output}: only Markdown is updated within a page; write {format} whole, without --update."
            )
        return rendered
    page = _read(output)
    if update:
        return with_region(page or "", rendered, str(output))
    if page is not None and has_region(page):
        raise UsageError(
            f"{output} keeps a timeline within text of its own: --update replaces just the timeline."
        )
    return rendered


def is_current(output: Path, content: str | bytes) -> bool:
    """Return whether *output* has *content*, text in any line ends. Raises StoreError if unreadable."""
    if isinstance(content, bytes):
        return _read_bytes(output) == content
    written = _read(output)
    return written is not None and written.replace("\r\n", "\n") == content.replace("\r\n", "\n")


def options_for(output: Path, options: Options) -> Options:
    """Return *options* as the file's ending wants them: what is named .mdx is read as MDX."""
    if output.suffix.lower() != ".mdx":
        return options
    return replace(options, markdown=replace(options.markdown, flavour="mdx"))


def _read(output: Path) -> str | None:
    """Return the text of *output* byte for byte, None when there is no such file."""
    content = _read_bytes(output)
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(f"{output} is no text in UTF-8 (at byte {error.start}).") from error


def _read_bytes(output: Path) -> bytes | None:
    """Return the content of *output*, None when there is no such file."""
    try:
        return output.read_bytes() if output.is_file() else None
    except OSError as error:
        raise StoreError(f"{output} cannot be read: {error.strerror}.") from error
