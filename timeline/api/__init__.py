"""What `timeline` offers to Python programs and notebooks; `timeline` itself imports it when first used."""
