"""timeline: a pile of articles in, one cited timeline out.

>>> import timeline
>>> built = timeline.build(["articles/"], title="The visit")  # doctest: +SKIP
>>> [event.headline for event in built.events]  # doctest: +SKIP
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

if TYPE_CHECKING:
    from timeline.models import Timeline

__all__ = ["BuildOptions", "build"]


class BuildOptions(TypedDict, total=False):
    """Who is asked, how, and for how much at most, as the settings of the same names say it."""

    profile: str | None
    base_url: str | None
    model: str | None
    granularity: Literal["expression", "article"] | None
    concurrency: int | None
    max_calls: int | None
    max_cost: float | None
    adjudicate: bool | None


def build(
    sources: Sequence[str | Path],
    *,
    title: str | None = None,
    published: str | None = None,
    edits: str | Path | None = None,
    **asking: Unpack[BuildOptions],
) -> "Timeline":
    """Return the timeline of *sources*, as `timeline build` does with the options of the same names.

    Variables of the environment count, and an edits file of the current folder, but no settings file. What
    could not be read or asked is in its `failed`. Raises TimelineError when nothing could be done, or the
    edits cannot be applied, and ValueError when *published* is no date in EDTF.
    """
    # Imported here, as `timeline --help` also imports this module.
    from timeline.config.settings import ProjectSettings, load_project
    from timeline.dates import parse_edtf
    from timeline.pipeline.build import build as build_timeline
    from timeline.pipeline.run_settings import Settings

    project = load_project(None, os.environ, ProjectSettings(**asking))
    return build_timeline(
        sources,
        title=title,
        published=parse_edtf(published) if published else None,
        settings=Settings.of(project, os.environ),
        edits=Path(edits) if edits is not None else None,
    ).timeline
