"""Room `samplesite`: the sample province's content for the portal."""
