"""The use cases: what a learner can do, one noun a file, each readable as a sentence."""
