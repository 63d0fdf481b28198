"""A plugin for MkDocs and ProperDocs: registers the extension, adds the style sheet, watches the data."""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from timeline.integrations.markdown import NAME
from timeline.rendering.html_page import site_stylesheet

MODULE = "timeline.integrations.markdown"
EXTENSIONS = frozenset({MODULE, "cited_timeline"})
"""The names by which a site may have registered the extension itself."""
STYLE_SHEET = "assets/cited-timeline.css"


class CitedTimelineConfig(Config):  # type: ignore[no-untyped-call] # MkDocs types no __init_subclass__
    """The options: where the data is, and the page of all events, if there should be one."""

    folder = config_options.Optional(config_options.Dir(exists=True))
    page = config_options.Optional(config_options.Type(str))
    timelines = config_options.ListOfItems(config_options.Type(str), default=[])
    title = config_options.Type(str, default="All events")


class CitedTimelinePlugin(BasePlugin[CitedTimelineConfig]):  # type: ignore[no-untyped-call] # the same
    """Embeds timelines; files are relative to *folder*, by default that of the pages."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Register the extension, unless the site has it already, and the style sheet."""
        if self.config.page and not self.config.timelines:
            raise PluginError(
                f"{NAME}: the page {self.config.page} of all events needs their files: set `timelines`."
            )
        if EXTENSIONS.isdisjoint(config.markdown_extensions):
            config.markdown_extensions.append(MODULE)
            config.mdx_configs[MODULE] = {"folder": str(self._folder(config))}
        if STYLE_SHEET not in config.extra_css:
            config.extra_css.append(STYLE_SHEET)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet, and the page of all events."""
        files.append(File.generated(config, STYLE_SHEET, content=site_stylesheet()))
        if self.config.page:
            named = " ".join(f'"{name}"' for name in self.config.timelines)
            files.append(
                File.generated(
                    config,
                    self.config.page,
                    content=f'::{NAME} {named} title="{self.config.title}" level=1\n',
                )
            )
        return files

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002 - MkDocs' own
    ) -> LiveReloadServer:
        """Build again when the data changes."""
        server.watch(str(self._folder(config)))
        return server

    def _folder(self, config: MkDocsConfig) -> Path:
        return Path(self.config.folder or config.docs_dir)
