"""What is done to a finished timeline: selecting from it, validating it, applying edits to it, explaining it."""
