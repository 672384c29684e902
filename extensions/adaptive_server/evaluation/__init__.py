"""Compares the learner model with published ones on tables of answers."""
