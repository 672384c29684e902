#!/bin/sh
# Makes the secrets of a classroom, once, in a folder that only the containers' account can read.
#   sh deploy/compose/secrets.sh deploy/compose/secrets        (as root)
# Put the OAuth application's secret into github-client-secret yourself.
set -eu
umask 077
mkdir -p "$1"
cd "$1"
make() { [ -s "$1" ] || openssl rand -hex 32 >"$1"; }
for name in proxy-token service-token crypt-key hub-database-password mastery-database-password; do
  make $name
done
address() { printf 'postgresql+psycopg://%s:%s@database/%s' "$1" "$(cat "$1-database-password")" "$1"; }
for name in hub mastery; do
  [ -s $name-database-url ] || address $name >$name-database-url
done
[ -e github-client-secret ] || : >github-client-secret
chown -R 1001:1001 .
chmod 700 .
chmod 400 ./*
