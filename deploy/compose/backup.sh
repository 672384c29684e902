#!/bin/sh
# Writes both databases to /backup, one folder per run, and keeps the newest BACKUP_KEEP (14).
# A run that fails leaves no folder that looks like a backup.
set -eu
now=$(date -u +%Y%m%dT%H%M%SZ)
mkdir "/backup/.$now"
trap 'rm -rf "/backup/.$now"' EXIT
for name in hub mastery; do
  PGPASSWORD=$(cat "/run/secrets/$name-database-password") pg_dump --format custom \
    --host database --username "$name" --file "/backup/.$now/$name.dump" "$name"
  pg_restore --list "/backup/.$now/$name.dump" >/dev/null # it can be read again
done
mv "/backup/.$now" "/backup/$now"
ls -d /backup/2* | sort -r | tail -n "+$((${BACKUP_KEEP:-14} + 1))" | xargs -r rm -r
echo "backup $now"
