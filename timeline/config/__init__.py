"""What a user sets: the settings of a project, and the profiles of endpoints."""
