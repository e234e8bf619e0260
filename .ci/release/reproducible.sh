#!/usr/bin/env bash
# Builds the package and the wheel twice, in two folders from the same commit, and compares them byte by byte.
#
#   .ci/release/reproducible.sh [PROFILE]      of the wheel: dist, or dev, which is quick
#
# maturin has to be installed.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../.."
profile=${1:-dist}
work=$PWD/target/twice
rm -rf "$work" && mkdir -p "$work"
for name in one another-longer-name; do
    git clone --quiet . "$work/$name"
    (
        cd "$work/$name"
        . .ci/release/env.sh
        export CARGO_TARGET_DIR=$work/$name-target
        cargo package --quiet --locked --no-verify
        PROFILE=$profile .ci/release/wheel.sh "$work/$name-dist" "$(rustc -vV | sed -n 's/^host: //p')"
        cp "$CARGO_TARGET_DIR"/package/*.crate "$work/$name-dist/"
        rm -rf "$CARGO_TARGET_DIR"
    )
done
compared=0
for file in "$work"/one-dist/*; do
    cmp "$file" "$work/another-longer-name-dist/$(basename "$file")"
    if [[ $file = *.whl ]]; then
        # Nor does it say where it was built.
        mkdir -p "$work/unpacked" && python3 -m zipfile -e "$file" "$work/unpacked"
        if grep -rlaF -e "$work" -e "${CARGO_HOME:-$HOME/.cargo}/registry" "$work/unpacked"; then
            echo "these name a folder of this machine"
            exit 1
        fi
    fi
    echo "$(basename "$file"): equal, $(sha256sum <"$file" | cut -c 1-16)"
    compared=$((compared + 1))
done
[ "$compared" = 2 ] || { echo "a package and a wheel were to be compared"; exit 1; }
