"""The response cache, so that nothing is asked twice, and the files of extractions and timelines."""

from timeline.store.batch_records import BatchNote, BatchState, BatchStore, RequestNote
from timeline.store.cached_responses import (
    CachedResponse,
    Merged,
    ModelShare,
    PruneFilter,
    ResponseStore,
    StoreSummary,
    response_cache_file,
)
from timeline.store.caching_model import CachingModel, current_prompts, prompt_of, response_key
from timeline.store.exchange import export_responses, import_responses
from timeline.store.shards import Shard
from timeline.store.timeline_files import (
    extraction_lines,
    load_timeline,
    read_extractions,
    read_text,
    read_timeline,
    write_lines,
    write_text,
)

__all__ = [
    "BatchNote",
    "BatchState",
    "BatchStore",
    "CachedResponse",
    "CachingModel",
    "Merged",
    "ModelShare",
    "PruneFilter",
    "RequestNote",
    "ResponseStore",
    "Shard",
    "StoreSummary",
    "current_prompts",
    "export_responses",
    "extraction_lines",
    "import_responses",
    "load_timeline",
    "prompt_of",
    "read_extractions",
    "read_text",
    "read_timeline",
    "response_cache_file",
    "response_key",
    "write_lines",
    "write_text",
]
