"""The one place where the stages meet: building, what it costs, what is unchanged since the last build, batches."""
