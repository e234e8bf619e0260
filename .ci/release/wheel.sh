#!/usr/bin/env bash
# Builds the wheel for a target.
#
#   .ci/release/wheel.sh DIST TARGET [COMPATIBILITY]     COMPATIBILITY: manylinux_2_17, musllinux_1_2
#
#   INTERPRETER=python3.14t …                            for one Python, and not for all from 3.10 on
#
# maturin has to be installed, and with a COMPATIBILITY ziglang, both from PyPI.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../.."
. .ci/release/env.sh
dist=$(realpath -m "$1") target=$2 compatibility=${3:-}
mkdir -p "$dist"
profile=${PROFILE:-dist}
# What it is made of lies in it (PEP 770), and says nothing of this machine.
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
python3 .ci/release/parts.py "$parts"
options=(--sbom-include "$parts/sbom.cdx.json" --compression-level 9)
[ -z "$compatibility" ] || options+=(--zig --compatibility "$compatibility")
[ -z "${INTERPRETER:-}" ] || options+=(--interpreter "$INTERPRETER")
maturin build --profile "$profile" --locked --manifest-path python/Cargo.toml --target "$target" --out "$dist" \
    "${options[@]}"
for wheel in "$dist"/*.whl; do
    size=$(wc -c <"$wheel")
    echo "$(basename "$wheel"): $size bytes"
    [ "$profile $target" != "dist $measured" ] || [ "$size" -le "$most_wheel" ] || {
        echo "a wheel has at most $most_wheel bytes: see env.sh"
        exit 1
    }
done
