"""What a question means: `understand(text, lexicon)`; the values are in `contract`."""
