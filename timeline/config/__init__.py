"""What users configure: the settings of a project, and profiles of endpoints."""
