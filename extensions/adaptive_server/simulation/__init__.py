"""Synthetic worlds, learners and policies: what choosing problems well is worth there."""
