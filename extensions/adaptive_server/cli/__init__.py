"""The command line `mastery`."""
