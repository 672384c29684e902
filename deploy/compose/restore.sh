#!/bin/sh
# Puts both databases back to what a backup holds. Stop hub and service first.
#   restore.sh 20261128T031500Z
set -eu
from=/backup/$1
for name in hub mastery; do
  PGPASSWORD=$(cat "/run/secrets/$name-database-password") pg_restore --clean --if-exists \
    --single-transaction --exit-on-error --no-owner \
    --host database --username "$name" --dbname "$name" "$from/$name.dump"
done
echo "restored $1"
