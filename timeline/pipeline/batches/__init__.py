"""Questions in batches: an endpoint answers them within a day, for less money, and the answers are kept as all others are.

A batch asks what a build would ask; what its answers lead to is asked by the next batch, or by the build.
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
