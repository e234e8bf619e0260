#!/usr/bin/env bash
# The explorer as a reader meets it: its code is checked for types, and every feature is tried in a browser
# that may load nothing.
#
#   .ci/explorer/run.sh [WHOBACKS]          the program, by default target/release/whobacks
#
# Everything comes from locked versions: package-lock.json; the browser is the system's.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
tool=$(realpath "${1:-$root/target/release/whobacks}")
work=$root/target/ci/explorer
mkdir -p "$work/data"

. "$root/.ci/chromium.sh"
cp "$here"/*.mjs "$here/package.json" "$here/package-lock.json" "$work/"
npm ci --prefix "$work" --silent --no-audit --no-fund

"$work/node_modules/.bin/tsc" -p "$root/src/site/script"
echo "types: $(ls "$root"/src/site/script/*.js | wc -l) modules are sound"

# The project's own data, an invented war in three scripts, names that try to break out, nothing at all, a
# draft, and 2,000 ties.
write() { "$tool" --quiet "${@:2}" explore -o "$work/$1.html"; }
write libya --data "$root/data/libya.ron"
write wadi --data "$root/tests/data/wadi/data/wadi.ron"
write hostile --data "$root/tests/data/hostile/data/hostile.ron"
mkdir -p "$work/data/empty/data" "$work/data/empty/seeds"
echo '(title: "Nothing yet", actors: {}, claims: {})' >"$work/data/empty/data/empty.ron"
write empty --data "$work/data/empty/data/empty.ron"
rm -rf "$work/data/draft" && cp -r "$root/tests/data/wadi" "$work/data/draft"
sed -i 's/Sahran arms the Desert Shield through Tharaq/Sahran sells the Desert Shield nothing/' "$work/data/draft/data/wadi.ron"
"$tool" --quiet --data "$work/data/draft/data/wadi.ron" --draft explore -o "$work/draft.html"
cargo run --quiet --locked --manifest-path "$root/Cargo.toml" --example generate -- \
    --relations 2000 --out "$work/data/large"
write large --data "$work/data/large/data/synthetic.ron"

# What the commands say, to hold the pages against.
for at in 2014 2017 2017-07-10 2019-01-01 2024-08-26 2025 2025-02-01; do
    "$tool" --quiet --data "$root/data/libya.ron" export json --at "$at" -o "$work/data/libya-$at.json"
    "$tool" --quiet --data "$root/data/libya.ron" ask "who backs Haftar" --at "$at" --format json \
        >"$work/data/haftar-$at.json" || [ $? = 1 ]
done

CHROMIUM=$chromium node "$work/all.mjs" "$work"
