"""Catalogues of the panel's labels, by locale."""
