"""Questions in batches: an endpoint answers them within a day, for less money, and the responses are cached.

A batch asks what a build would ask; follow-up questions are left to the next batch, or to the build.
"""

from timeline.pipeline.batches.batch_status import BatchStatus, forget, statuses
from timeline.pipeline.batches.collecting import Collected, FailedRequest, collect
from timeline.pipeline.batches.submitting import Submission, submit

__all__ = [
    "BatchStatus",
    "Collected",
    "FailedRequest",
    "Submission",
    "collect",
    "forget",
    "statuses",
    "submit",
]
