"""The panel's labels for learners in Spanish, as JupyterLab reads them from an entry point."""
