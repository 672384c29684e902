"""What the hub's own process loads besides JupyterHub."""
