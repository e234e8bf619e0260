#!/usr/bin/env bash
# Reads the exported graphs with the programs that they are made for, and fails where one of them
# sees something else than the JSON says.
#
#   .ci/clients/run.sh GRAPHS_DIR
#
# The graphs of the tests, with every trap for quoting that we know, are written to
# target/ci/fixtures by: cargo test --lib write_for_clients -- --ignored
set -euo pipefail

graphs=$(realpath "${1:?usage: run.sh GRAPHS_DIR}")
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
work=$root/target/ci/clients
mkdir -p "$work"

if ! command -v dot >/dev/null || ! command -v xmllint >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq graphviz libxml2-utils >/dev/null
fi

[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"

# Installed under target/, where node finds it from the script's copy beside it.
cp "$here/package.json" "$here/package-lock.json" "$here/read.mjs" "$work/"
npm ci --prefix "$work" --silent --no-audit --no-fund

status=0
GEXF_GRAMMAR=${GEXF_GRAMMAR:-$root/../shared/schemas/gexf-1.3/gexf.rng} \
    "$work/venv/bin/python" "$here/read.py" "$graphs" || status=1
node "$work/read.mjs" "$graphs" || status=1
exit $status
