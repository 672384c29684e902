#!/bin/sh
# deploy/firewall.sh for the classroom of compose.yaml; the network is that of `.env` beside this file.
#   sh deploy/compose/firewall.sh apply      (or check, or undo; as root)
#
#   ENV_FILE=deploy/compose/.env      where else the settings are
set -eu
here=$(cd "$(dirname "$0")" && pwd)
env=${ENV_FILE:-$here/.env}
[ -r "$env" ] || { echo "$env cannot be read; fill it in first: docs/how-to/classroom.md" >&2; exit 2; }

# said NAME DEFAULT: what the settings say.
said() {
  value=$(sed -n "s/^$1=//p" "$env" | tail -n 1)
  echo "${value:-$2}"
}

net=$(said LEARNER_NET 172.30.0)
LEARNER_BRIDGE=$(said LEARNER_BRIDGE mastery0)
HOST_PORTS=
PEERS="$net.10:8081 $net.11:8002 $net.13:8002"
TRUSTED="$net.10 $net.12"
SCRIPT=deploy/compose/firewall.sh
export LEARNER_BRIDGE HOST_PORTS PEERS TRUSTED SCRIPT
exec sh "$here/../firewall.sh" "$@"
