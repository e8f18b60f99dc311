#!/bin/sh
# Runs every fuzz target for its share of the time, from the kept corpus; new inputs stay out of the repository.
#
#   scripts/fuzz.sh [SECONDS]   all targets together (120)
#
# A crash leaves its input in fuzz/artifacts and ends the run.

set -eu
cd "${0%/*}/.."
. scripts/paths.sh

seconds=${1:-120}
targets="read pose plan table units set"
share=$((seconds / $(echo "$targets" | wc -w)))

# Inputs are written to files many thousand times a second: in memory, where there is such a place.
memory=/dev/shm
[ -w "$memory" ] || memory=${TMPDIR:-/tmp}
TMPDIR=$(mktemp -d "$memory/lodestone-fuzz.XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT INT TERM

cargo fuzz build --fuzz-dir fuzz -s none
for target in $targets; do
    mkdir -p "$TMPDIR/new-$target"
    cargo fuzz run --fuzz-dir fuzz -s none "$target" "$TMPDIR/new-$target" "fuzz/corpus/$target" -- \
        -max_total_time="$share" -timeout=20 -rss_limit_mb=3000 -max_len=8192 -dict=fuzz/words.dict -verbosity=0 -print_final_stats=1
done
