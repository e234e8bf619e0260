#!/bin/sh
# Makes whobacks-VERSION.vsix: dependencies from the lock file, no scripts of theirs run, nothing published.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
node --check extension.js
cp ../../LICENSE-MIT LICENSE.txt
trap 'rm -f LICENSE.txt' EXIT
npx --no-install vsce package --no-git-tag-version --skip-license --allow-missing-repository \
    --out "${1:-whobacks.vsix}"
