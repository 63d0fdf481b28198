"""Languages: one folder each with everything that a language brings."""
