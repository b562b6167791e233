"""From entered text to a release: every row judged, every fault reported at once, all or nothing written."""
