"""The formats in which a timeline can be written, one module for each; `exporter_list` lists them.

Dates that a format cannot express are put into words.
"""

from timeline.rendering.exporters.base import Exporter
from timeline.rendering.exporters.exporter_list import ExporterList, exporter_list

__all__ = ["Exporter", "ExporterList", "exporter_list"]
