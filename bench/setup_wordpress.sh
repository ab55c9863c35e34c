#!/bin/sh
# Install the peer of the bench "press" from Debian's own packages, and wrk, which asks both. To be run once, as root.
# No service is left running: the bench starts its own, on loopback ports, from a folder that it takes away again.
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
made=no
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod +x "$policy"
  made=yes
fi
apt-get update -q
apt-get install -q -y --no-install-recommends \
  wordpress wordpress-theme-twentytwentythree nginx-light php-fpm php-mysql php-gd mariadb-server mariadb-client wrk
if [ "$made" = yes ]; then rm -f "$policy"; fi
