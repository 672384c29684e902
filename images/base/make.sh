#!/bin/sh
# Makes the root file system of a plain Debian with its Python 3, as a tarball for `docker import`.
# For machines that reach Debian's archive but no image registry. Needs root and debootstrap.
#   sh images/base/make.sh trixie base.tar      Debian 13, Python 3.13
#   sh images/base/make.sh bookworm base.tar    Debian 12, Python 3.11
set -eu
suite=$1 tarball=$2
work=$(mktemp -d "$(dirname "$tarball")/base.XXXXXX")
trap 'rm -rf "$work"' EXIT
if ! debootstrap --variant=minbase --include=python3 "$suite" "$work/root" >"$work/log" 2>&1; then
  tail -n 20 "$work/log" >&2
  exit 1
fi
cd "$work/root"
rm -rf var/cache/apt/archives/*.deb var/lib/apt/lists/* var/log/* \
  usr/share/doc usr/share/man usr/share/info usr/share/locale
cd - >/dev/null
tar -C "$work/root" -cf "$work/base.tar" .
mv "$work/base.tar" "$tarball" # all or nothing
