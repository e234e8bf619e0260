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
PROFILE=dist .ci/python/run.sh "$program"
cp target/ci/python/wheels/*.whl "$dist/"
.ci/release/package.sh "$dist"
ls -l "$dist"
