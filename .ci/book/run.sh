#!/usr/bin/env bash
# docs/ as a book, in target/ci/book/html. Without mdBook its parts and links are looked at, and no page is made.
#
#   .ci/book/run.sh [WHOBACKS]              the program, by default target/release/whobacks
#
#   cargo install --locked --root target/tools --version 0.5.4 mdbook
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
program=$(realpath "${1:-$root/target/release/whobacks}")
book=$root/target/ci/book
python3 "$here/make.py" "$program" "$book"
if [ -x "$root/target/tools/bin/mdbook" ]; then
    "$root/target/tools/bin/mdbook" build "$book"
    pages=$(find "$book/html" -name '*.html' | wc -l)
    [ "$pages" -gt 15 ] || { echo "only $pages pages were made"; exit 1; }
    echo "$pages pages: $book/html/index.html"
else
    echo "mdBook is not here: no page was made"
fi
