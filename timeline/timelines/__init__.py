"""What is done to a finished timeline: selection, validation, edits, explanation."""
