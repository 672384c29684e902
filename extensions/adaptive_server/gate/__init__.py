"""The quality gate: what a problem must hold before learners meet it."""
