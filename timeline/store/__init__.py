"""What is kept: the answers of models, so that nothing is asked twice, and extractions and timelines as files."""

from timeline.store.batch_records import BatchNote, BatchState, BatchStore, RequestNote
from timeline.store.cached_responses import (
    CachedResponse,
    Merged,
    ModelShare,
    ResponseStore,
    StoreSummary,
    Unneeded,
    answers_file,
)
from timeline.store.caching_model import CachingModel, answer_key, current_prompts, prompt_of
from timeline.store.exchange import export_answers, import_answers
from timeline.store.shards import Shard
from timeline.store.timeline_files import (
    dump_extractions,
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
    "RequestNote",
    "ResponseStore",
    "Shard",
    "StoreSummary",
    "Unneeded",
    "answer_key",
    "answers_file",
    "current_prompts",
    "dump_extractions",
    "export_answers",
    "import_answers",
    "load_timeline",
    "prompt_of",
    "read_extractions",
    "read_text",
    "read_timeline",
    "write_lines",
    "write_text",
]
