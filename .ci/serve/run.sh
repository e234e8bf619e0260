#!/usr/bin/env bash
# `whobacks serve` as a coder meets it: the types of its page are checked, and every feature is tried in a browser.
#
#   .ci/serve/run.sh [WHOBACKS]          the program, by default target/release/whobacks
#
# Everything comes from the locked versions of .ci/explorer; the browser is the system's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
tool=$(realpath "${1:-$root/target/release/whobacks}")
work=$root/target/ci/serve
mkdir -p "$work"

. "$root/.ci/chromium.sh"
cp "$here"/*.mjs "$root/.ci/explorer/package.json" "$root/.ci/explorer/package-lock.json" "$work/"
npm ci --prefix "$work" --silent --no-audit --no-fund

"$work/node_modules/.bin/tsc" -p "$root/src/serve/script"
echo "types: $(ls "$root"/src/serve/script/*.js | wc -l) modules are sound"

CHROMIUM=$chromium TOOL=$tool ROOT=$root node "$work/all.mjs"
