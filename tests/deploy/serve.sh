#!/usr/bin/env bash
# Serves a built site with nginx and with Apache by the recipes of deploy/, and asks each what a browser would ask.
#   tests/deploy/serve.sh QUYCHE PROJECT
# Builds PROJECT with the address the servers will have. Each server runs from a folder of its own on 127.0.0.1 and is ended
# again; no service of the system is started or touched.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
quyche=$(realpath "$1") project=$(realpath "$2")
work=$(mktemp -d)
server=
stop() {
  [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
  server=
}
trap 'stop; rm -rf "$work"' EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null)
apache=$(command -v apache2 || ls /usr/sbin/apache2 2>/dev/null)
if [ -z "$nginx" ] || [ -z "$apache" ]; then
  # A package starts its service where the system lets it; the answer 101 of this file is that it may not.
  guard=/usr/sbin/policy-rc.d made=
  if [ ! -e $guard ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $guard >/dev/null && as_root chmod 755 $guard && made=yes
  fi
  as_root apt-get -q update && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends nginx-light apache2
  [ -n "$made" ] && as_root rm -f $guard
  nginx=$(command -v nginx || ls /usr/sbin/nginx)
  apache=$(command -v apache2 || ls /usr/sbin/apache2)
fi
[ -n "$nginx" ] && [ -n "$apache" ] || exit 1

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$work/project" && cp -r "$project/content" "$project/quyche.yaml" "$work/project" || exit 1
sed -i -E "s|^#? *base_url:.*|base_url: \"http://127.0.0.1:$port/\"|" "$work/project/quyche.yaml"
"$quyche" -q -C "$work/project" -o "$work/site" build --date 2026-11-26 || exit 1
chmod 755 "$work"

# The recipe with its marked lines set, and nothing else of it changed.
recipe() {
  sed -E -e "s#(listen) 80;#\1 127.0.0.1:$port;#; s#\*:80>#127.0.0.1:$port>#; s#/srv/quyche#$work/site#" "$root/deploy/$1"
}

with_nginx() {
  mkdir -p "$work/nginx"
  recipe nginx.conf >"$work/nginx/site.conf"
  cat >"$work/nginx/nginx.conf" <<END
daemon off;
worker_processes 1;
pid $work/nginx/pid;
error_log stderr crit;
events {}
http {
    access_log off;
    client_body_temp_path $work/nginx/body;
    proxy_temp_path $work/nginx/proxy;
    fastcgi_temp_path $work/nginx/fastcgi;
    uwsgi_temp_path $work/nginx/uwsgi;
    scgi_temp_path $work/nginx/scgi;
    include $work/nginx/site.conf;
}
END
  "$nginx" -p "$work/nginx" -e stderr -c "$work/nginx/nginx.conf" &
  server=$!
}

with_apache() {
  mkdir -p "$work/apache"
  local module
  {
    # What Debian's package loads from the start, then what the recipe asks to have added.
    for module in mpm_event authz_core authz_host alias dir mime setenvif deflate filter headers rewrite allowmethods; do
      echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
    done
    [ "$(id -u)" = 0 ] && printf 'User www-data\nGroup www-data\n'
    cat <<END
ServerRoot "$work/apache"
ServerName 127.0.0.1
PidFile "$work/apache/pid"
ErrorLog "$work/apache/log"
TypesConfig /etc/mime.types
Listen 127.0.0.1:$port
<Directory "/">
    AllowOverride None
    Require all denied
</Directory>
END
    recipe apache.conf
  } >"$work/apache/apache.conf"
  "$apache" -d "$work/apache" -f "$work/apache/apache.conf" -DFOREGROUND &
  server=$!
}

failed=0
for name in nginx apache; do
  echo "--- $name"
  "with_$name"
  python3 "$here/ask.py" "127.0.0.1:$port" "$work/site" "$here/rules.json" "$root/themes/default/base.html" || failed=1
  stop
done
exit $failed
