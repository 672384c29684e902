#!/bin/sh
# Installs our own wheel for a virtual environment that has all it needs, but into /own: copied over the
# environment that is a layer of its own, and only this layer changes with our version.
#   sh own.sh /opt/learner
set -eu
PYTHONPATH="$(echo /pip/pip-*.whl)" python3 -m pip --python "$1"/bin/python install \
  --quiet --no-compile --no-deps --prefix /own \
  --no-index --find-links /wheels/own --require-hashes -r /wheels/own/requirements.lock
"$1"/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash -s /own -p "$1" /own/lib
