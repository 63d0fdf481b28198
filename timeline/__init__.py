"""timeline: a pile of articles in, one cited timeline out.

>>> import timeline
>>> built = timeline.build(["articles/"], title="The visit")  # doctest: +SKIP
>>> [event.headline for event in built.events]  # doctest: +SKIP
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from timeline.models import Timeline

__all__ = ["build"]


def build(
    sources: Sequence[str | Path],
    *,
    title: str | None = None,
    published: str | None = None,
    model: str | None = None,
    base_url: str | None = None,
    granularity: Literal["expression", "article"] | None = None,
) -> "Timeline":
    """Return the timeline of *sources*, as `timeline build` does with the options of the same names.

    What could not be read or asked is in its `failed`. Raises TimelineError when nothing could be done, and
    ValueError when *published* is no date in EDTF.
    """
    # Imported here, as `timeline --help` also imports this module.
    from timeline import pipeline
    from timeline.dates import parse_edtf
    from timeline.settings import ProjectSettings, load_project

    given = ProjectSettings(model=model, base_url=base_url, granularity=granularity)
    settings = pipeline.Settings.of(load_project(None, os.environ, given))
    return pipeline.build(
        sources, title=title, published=parse_edtf(published) if published else None, settings=settings
    ).timeline
