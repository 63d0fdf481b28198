"""timeline: a pile of articles in, one cited timeline out.

>>> import timeline
>>> result = timeline.build("articles/", title="The visit")  # doctest: +SKIP
>>> [event.headline for event in result.timeline.events]  # doctest: +SKIP

Each name is imported with its first use, so that `import timeline` is instant.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.api.build_functions import BuildOptions, BuildResult, abuild, build
    from timeline.api.timeline_functions import RenderOptions, check, explain, load, render
    from timeline.errors import TimelineError
    from timeline.models import Article, Citation, Event, Timeline

    __version__: str

__all__ = [
    "Article",
    "BuildOptions",
    "BuildResult",
    "Citation",
    "Event",
    "RenderOptions",
    "Timeline",
    "TimelineError",
    "__version__",
    "abuild",
    "build",
    "check",
    "explain",
    "load",
    "render",
]

_MODULES = {
    "errors": ("TimelineError",),
    "models": ("Article", "Citation", "Event", "Timeline"),
    "api.build_functions": ("BuildOptions", "BuildResult", "abuild", "build"),
    "api.timeline_functions": ("RenderOptions", "check", "explain", "load", "render"),
}

if not TYPE_CHECKING:  # A type checker would take any name for one that this function gives.

    def __getattr__(name):  # noqa: ANN001, ANN202 - type checkers do not see it
        if name == "__version__":
            from importlib.metadata import version

            value = version("cited-timeline")
        else:
            from importlib import import_module

            module = next((module for module, names in _MODULES.items() if name in names), None)
            if module is None:
                raise AttributeError(f"module 'timeline' has no attribute {name!r}")
            value = getattr(import_module(f"timeline.{module}"), name)
        globals()[name] = value
        return value

    def __dir__():  # noqa: ANN202 - the same
        return sorted({*globals(), *__all__})
