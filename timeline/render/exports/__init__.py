"""A timeline as other tools read it. Each format says what it can, and puts into words what its dates cannot say."""

from timeline.render.exports.csl import to_csl
from timeline.render.exports.icalendar import to_icalendar
from timeline.render.exports.json_ld import to_json_ld
from timeline.render.exports.mermaid import to_mermaid
from timeline.render.exports.spreadsheet import to_csv
from timeline.render.exports.timelinejs import to_timelinejs
from timeline.render.exports.vis import to_vis

__all__ = ["to_csl", "to_csv", "to_icalendar", "to_json_ld", "to_mermaid", "to_timelinejs", "to_vis"]
