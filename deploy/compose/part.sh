#!/bin/sh
# Starts one part of a classroom in the site image: hub, proxy, service, database, backup, calibration.
# Secrets are files in /run/secrets; none is ever an argument.
set -eu
secret() { cat "/run/secrets/$1"; }

database() {
  if [ ! -s /database/PG_VERSION ]; then
    initdb --pgdata /database --username postgres --encoding UTF8 --locale C.UTF-8 \
      --auth-local trust --auth-host scram-sha-256 >/dev/null
    printf '%s\n' 'local all all trust' 'host all all all scram-sha-256' >/database/pg_hba.conf
    pg_ctl --pgdata /database --wait --options "-c listen_addresses= -k /tmp" start >/dev/null
    for name in hub mastery; do
      psql --quiet --host /tmp --username postgres postgres <<EOF
create role $name login password '$(secret "$name-database-password")';
create database $name owner $name;
EOF
    done
    pg_ctl --pgdata /database --wait stop >/dev/null
  fi
  exec postgres -D /database -c listen_addresses='*' -k /tmp
}

backup() {
  while :; do
    sh /opt/mastery/bin/backup.sh
    sleep "${BACKUP_EVERY_S:-86400}"
  done
}

# The schema is the service's to make, so the first run may come too early; the log says so.
calibration() {
  while :; do
    at=$(date +%s)
    sleep $((${CALIBRATE_EVERY_S:-86400} - (at - ${CALIBRATE_AT_S:-10800}) % ${CALIBRATE_EVERY_S:-86400}))
    mastery model calibrate || echo "calibration: see the lines above (exit status $?)" >&2
  done
}

case $1 in
hub)
  export MASTERY_NODE=/opt/site/bin/node
  exec python -m adaptive_server.launch.lean jupyterhub -f /opt/mastery/jupyterhub_config.py ;;
proxy)
  CONFIGPROXY_AUTH_TOKEN=$(secret proxy-token)
  export CONFIGPROXY_AUTH_TOKEN
  cd /opt/mastery/deploy/proxy/node_modules/configurable-http-proxy
  exec node bin/configurable-http-proxy --ip=0.0.0.0 --port=8000 --api-ip=0.0.0.0 \
    --api-port=8001 --default-target=http://hub:8081 --log-level=warn ;;
service) cd /opt/mastery && exec python -m adaptive_server ;;
database) database ;;
backup) backup ;;
calibration) calibration ;;
*) echo "no part is called $1" >&2; exit 2 ;;
esac
