"""A timeline in the formats of other tools. Dates that a format cannot express are put into words."""

from timeline.rendering.exporters.csl import to_csl
from timeline.rendering.exporters.icalendar import to_icalendar
from timeline.rendering.exporters.json_ld import to_json_ld
from timeline.rendering.exporters.mermaid import to_mermaid
from timeline.rendering.exporters.spreadsheet import to_csv
from timeline.rendering.exporters.timelinejs import to_timelinejs
from timeline.rendering.exporters.vis import to_vis

__all__ = ["to_csl", "to_csv", "to_icalendar", "to_json_ld", "to_mermaid", "to_timelinejs", "to_vis"]
