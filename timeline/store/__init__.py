"""What is kept: the answers of models, so that nothing is asked twice, and extractions and timelines as files."""

from timeline.store.answers import AnswerStore, KeptAnswer, Merged, ModelShare, StoreSummary, Unneeded, answers_file
from timeline.store.batches import BatchNote, BatchState, BatchStore, RequestNote
from timeline.store.exchange import export_answers, import_answers
from timeline.store.files import (
    dump_extractions,
    load_timeline,
    read_extractions,
    read_text,
    read_timeline,
    write_lines,
    write_text,
)
from timeline.store.remembering import RememberingModel, answer_key, current_prompts, prompt_of
from timeline.store.shards import Shard

__all__ = [
    "AnswerStore",
    "BatchNote",
    "BatchState",
    "BatchStore",
    "KeptAnswer",
    "Merged",
    "ModelShare",
    "RememberingModel",
    "RequestNote",
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
