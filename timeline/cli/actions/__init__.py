"""What the commands do: imported when one is called, so that its help needs none of it."""
