#!/usr/bin/env bash
# Makes the package, installs the command from it, and lists what all is made of.
#
#   .ci/release/package.sh DIST
#
#   INSTALL=no …     without building the command from the package, which takes minutes
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/../.."
dist=$(realpath -m "$1")
mkdir -p "$dist"
target=${CARGO_TARGET_DIR:-$PWD/target}

# A warning is a fault: something that the package should have, or should say of itself.
cargo package --locked --no-verify --allow-dirty 2>"$target/package.log" || { cat "$target/package.log"; exit 1; }
if grep -i '^warning' "$target/package.log"; then exit 1; fi
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
package=$target/package/whobacks-$version.crate
tar -tzf "$package" | sed "s|^whobacks-$version/||" | sort >"$target/package.list"
echo "$(wc -l <"$target/package.list") files, $(wc -c <"$package") bytes"
if grep -E '^(graphs|fuzz|editors|python|\.ci|\.github|seeds/.*\.(txt|html|pdf|docx)$)' "$target/package.list"; then
    echo "these have no place in the package"
    exit 1
fi
cp "$package" "$dist/"

if [ "${INSTALL:-yes}" = yes ]; then
    rm -rf "$target/unpacked" && mkdir -p "$target/unpacked/installed"
    tar -xzf "$package" -C "$target/unpacked"
    cargo install --locked --quiet --path "$target/unpacked/whobacks-$version" --root "$target/unpacked/installed"
    [ "$("$target/unpacked/installed/bin/whobacks" --version)" = "whobacks $version" ]
    cargo uninstall --quiet --root "$target/unpacked/installed" whobacks
    [ ! -e "$target/unpacked/installed/bin/whobacks" ]
    echo "installed from the package, and uninstalled"
fi

# What it is made of, and under which licences: written at a release, and not kept in the repository.
python3 .ci/release/parts.py "$dist"
(cd "$dist" && sha256sum -- * | grep -v ' SHA256SUMS$' >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS)
