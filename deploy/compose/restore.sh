#!/bin/sh
# Puts both databases back to what a backup holds, also one of an earlier or later version. Stop hub
# and service first. Each database is put back as a whole or stays as it is.
#   restore.sh 20261128T031500Z
set -eu
from=/backup/$1
for name in hub mastery; do # before anything is touched
  pg_restore --list "$from/$name.dump" >/dev/null
done

sql() {
  # What is there already, or goes with what it belongs to, is no news.
  echo 'set client_min_messages to warning;'
  echo 'begin; drop owned by current_user cascade; create schema if not exists public;'
  # No commit after half of a dump: then psql's end rolls everything back.
  pg_restore --no-owner --file - "$from/$1.dump" && printf '%s\n' 'commit;' '\echo done'
}

for name in hub mastery; do
  said=$(sql $name | PGPASSWORD=$(cat "/run/secrets/$name-database-password") psql --quiet --no-psqlrc \
    --set ON_ERROR_STOP=1 --output /dev/null --host database --username "$name" "$name")
  [ "$said" = done ] || { echo "$name was not restored and is as it was" >&2; exit 1; }
done
echo "restored $1"
