#!/bin/sh
# The host's half of the learners' isolation: from their network, only the hub and the service.
#
#   sh deploy/firewall.sh apply     put the rules in place; again: the same rules, once
#   sh deploy/firewall.sh check     exit 0 when they hold, else 1 and what is missing
#   sh deploy/firewall.sh undo      take them away; nothing else is touched
#
# An internal Docker network has no way out, but its containers reach every port of the host, and
# its cut between containers (icc=false) lets nothing through, not even to a hub in a container.
# Both are set right here, in two chains of our own. Run it as root, and again after a reboot.
#
#   LEARNER_BRIDGE=mastery0        interface of the learners' network
#   HOST_PORTS="8081 8002"         ports of the host itself that learners may reach (hub, service)
#   PEERS="172.30.0.10:8081 ..."   hub and service where they are containers on that network
#   TRUSTED="172.30.0.10 ..."      containers on it that may reach learners (hub, proxy)
#   SCRIPT=deploy/firewall.sh      what to run again, as it is told when something is missing
set -eu
bridge=${LEARNER_BRIDGE:-mastery0}
host_ports=${HOST_PORTS-8081 8002}
peers=${PEERS-}
trusted=${TRUSTED-}
mend="run: sh ${SCRIPT-deploy/firewall.sh} apply"
input=MASTERY-INPUT forward=MASTERY-FORWARD
wait="-w 10"

known='-m conntrack --ctstate RELATED,ESTABLISHED'

input_rules() {
  echo "-A $input $known -j ACCEPT"
  for port in $host_ports; do
    echo "-A $input -p tcp -m tcp --dport $port -j ACCEPT"
  done
  echo "-A $input -j DROP"
}

forward_rules() {
  echo "-A $forward $known -j ACCEPT"
  for address in $trusted; do
    echo "-A $forward -s $address/32 -o $bridge -j ACCEPT"
  done
  for peer in $peers; do
    echo "-A $forward -d ${peer%:*}/32 -o $bridge -p tcp -m tcp --dport ${peer#*:} -j ACCEPT"
  done
  echo "-A $forward -j DROP"
}

# Docker goes through DOCKER-USER before its own rules, and leaves what is in it alone.
parent() {
  if iptables $wait -n -L DOCKER-USER >/dev/null 2>&1; then echo DOCKER-USER; else echo FORWARD; fi
}

apply() {
  { # one transaction: there is no moment with half of the rules
    echo '*filter'
    echo ":$input - [0:0]"
    echo ":$forward - [0:0]"
    input_rules
    forward_rules
    echo COMMIT
  } | iptables-restore $wait --noflush
  first INPUT $input iptables
  first "$(parent)" $forward iptables
  if command -v ip6tables >/dev/null && ip6tables $wait -S INPUT >/dev/null 2>&1; then
    printf '*filter\n:%s - [0:0]\n:%s - [0:0]\n-A %s -j DROP\n-A %s -j DROP\nCOMMIT\n' \
      $input $forward $input $forward | ip6tables-restore $wait --noflush
    first INPUT $input ip6tables
    first FORWARD $forward ip6tables
  fi
}

# leads CHAIN OURS PROGRAM: whether CHAIN's first rule sends the learners' packets through OURS.
leads() { $3 $wait -S "$1" 2>/dev/null | grep '^-A' | head -n 1 | grep -qxF -- "-A $1 -i $bridge -j $2"; }

# first CHAIN OURS PROGRAM: make it so.
first() {
  leads "$1" "$2" "$3" && return
  while $3 $wait -D "$1" -i "$bridge" -j "$2" 2>/dev/null; do :; done
  $3 $wait -I "$1" 1 -i "$bridge" -j "$2"
}

undo() {
  for program in iptables ip6tables; do
    command -v $program >/dev/null || continue
    for pair in "INPUT $input" "FORWARD $forward" "DOCKER-USER $forward"; do
      set -- $pair
      while $program $wait -D "$1" -i "$bridge" -j "$2" 2>/dev/null; do :; done
    done
    for chain in $input $forward; do
      $program $wait -F $chain 2>/dev/null && $program $wait -X $chain
    done || true
  done
}

lacking=0
lacks() { echo "missing: $1" >&2; lacking=1; }

# same CHAIN RULES: the kernel holds exactly these rules in this order.
same() {
  held=$(iptables $wait -S "$1" 2>/dev/null | grep '^-A' || true)
  [ "$held" = "$2" ] || lacks "rules of $1; $mend"
}

# led CHAIN OURS: say it when CHAIN does not start with OURS.
led() { leads "$1" "$2" iptables || lacks "$1 does not start with $2; $mend"; }

check() {
  same $input "$(input_rules)"
  same $forward "$(forward_rules)"
  led INPUT $input
  led "$(parent)" $forward
  [ "$(cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null)" = 1 ] ||
    lacks "packets between containers pass the firewall by; run: modprobe br_netfilter; sysctl -w net.bridge.bridge-nf-call-iptables=1"
  [ "$lacking" = 0 ] || exit 1
  echo "The learners' network reaches the hub and the service only."
}

case ${1-} in
apply) apply && check ;;
check) check ;;
undo) undo ;;
*) sed -n '2,6p' "$0" | cut -c3-; exit 2 ;;
esac
