#!/bin/sh
# Certificates by which the silos of one cluster know each other: ops/silo-certificates.sh FOLDER NAME…
# Makes FOLDER/silos-authority.pem with its key, unless they are there, and FOLDER/NAME.pem (certificate and key in one file) for each NAME.
# A silo calls others and is called, so its certificate is for both ends. Names are not looked at: whoever has one is a silo of this cluster.
set -eu
umask 077

[ $# -ge 2 ] || { echo "Usage: $0 FOLDER NAME…" >&2; exit 2; }
folder=$1
shift
authority=$folder/silos-authority
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Says nothing unless it fails.
quiet() { said=$("$@" 2>&1) || { echo "$said" >&2; exit 1; }; }

new_key() { quiet openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1"; }

if [ ! -e "$authority.pem" ]; then
  new_key "$authority.key"
  quiet openssl req -x509 -key "$authority.key" -days 3650 -subj "/CN=Authority of the silos" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign -out "$authority.pem"
fi

for name in "$@"; do
  new_key "$work/key"
  quiet openssl req -new -key "$work/key" -subj "/CN=$name" -out "$work/request"
  printf '%s\n' basicConstraints=critical,CA:FALSE keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth,clientAuth > "$work/extensions"
  quiet openssl x509 -req -in "$work/request" -CA "$authority.pem" -CAkey "$authority.key" -set_serial "0x$(openssl rand -hex 16)" \
    -days 825 -extfile "$work/extensions" -out "$work/certificate"
  cat "$work/certificate" "$work/key" > "$folder/$name.pem"
  echo "$folder/$name.pem"
done
