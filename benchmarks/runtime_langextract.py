"""Extracts with langextract what benchmarks/runtime.py gives on standard input; runs in an environment that has it."""

import json
import sys

import langextract as lx  # type: ignore[import-not-found]  # it is no dependency of this project

task = json.load(sys.stdin)
example = lx.data.ExampleData(
    text=task["text"],
    extractions=[lx.data.Extraction(**extraction) for extraction in task["extractions"]],
)
model = lx.factory.ModelConfig(
    model_id="gpt-4.1-mini",
    provider="openai",
    provider_kwargs={"base_url": task["base_url"], "api_key": "none"},
)
documents = [
    lx.data.Document(text=text, document_id=str(number)) for number, text in enumerate(task["texts"])
]
result = lx.extract(
    documents, prompt_description=task["instructions"], examples=[example], config=model, show_progress=False
)
for _ in result:
    pass
