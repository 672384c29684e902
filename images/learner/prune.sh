#!/bin/sh
# Takes out of a virtual environment what a learner's server never uses.
#   sh prune.sh /opt/learner
set -eu
cd "$1"/lib/python3*/site-packages
# The hub's own parts (see adaptive_server.launch.learner_server) and slow optional checks.
rm -rf sqlalchemy alembic mako greenlet* certipy cryptography oauthlib pamela.py pydantic \
  pydantic_core rfc3987_syntax lark rfc3986_validator.py isoduration \
  sqlalchemy-* alembic-* mako-* certipy-* cryptography-* oauthlib-* pamela-* pydantic-* \
  pydantic_core-* rfc3987_syntax-* lark-* rfc3986_validator-* isoduration-*
# What JupyterLab is built and tested with, its second copy of the page, the hub's own pages, type stubs
# of another framework, other languages.
rm -rf jupyterlab/galata jupyterlab/static "$1/share/jupyterhub/static/components" \
  "$1/share/jupyterhub/static/scss" jedi/third_party/django-stubs
find jupyterlab/staging -type f ! -name package.json -delete
find babel/locale-data -name '*.dat' ! -name 'root.dat' ! -name 'en*.dat' -delete
find . -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
find . "$1/share" -name '*.map' -delete
