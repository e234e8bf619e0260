#!/usr/bin/env bash
# Everything that a release consists of, for this machine, and nothing given to anybody.
#
#   .ci/release/dry-run.sh DIST
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../.."
dist=$(realpath -m "$1")
rm -rf "$dist" && mkdir -p "$dist"
tools=$PWD/target/ci/python/tools
[ -x "$tools/bin/maturin" ] || {
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check -r .ci/python/requirements.txt
}
host=$(rustc -vV | sed -n 's/^host: //p')
.ci/release/binary.sh "$dist"
program=${CARGO_TARGET_DIR:-target}/$host/dist/whobacks
# The very wheel that is given away, its libraries taken from what the command was built of.
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target} PATH=$tools/bin:$PATH .ci/release/wheel.sh "$dist" "$host"
WHEEL=$(ls "$dist"/*.whl) .ci/python/run.sh "$program"
.ci/release/package.sh "$dist"
ls -l "$dist"
