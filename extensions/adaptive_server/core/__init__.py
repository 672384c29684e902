"""What is decided about a learner, as pure functions: no I/O; time and randomness are arguments."""
