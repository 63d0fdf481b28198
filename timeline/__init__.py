"""timeline: a pile of articles in, one cited timeline out."""
