#!/bin/sh
# test.sh [--only-e2e] DAEMON GUESTS: what `make test` runs. The last line sums
# the tests up; the exit status says whether all of them passed.
set -eu
only=all
[ "$1" != --only-e2e ] || { only=e2e; shift; }
cd "$(dirname "$0")/.."
export VIREO_DAEMON="$1" VIREO_GUESTS="$2" VIREO_REQUIRE_ALL=1
cargo=${CARGO:-cargo}
log=$(mktemp)
calls=$(mktemp)
trap 'rm -f "$log" "$calls"' EXIT
status=0

# suite COMMAND...: runs a test command, keeps its output for the sum.
suite() {
    { "$@" 2>&1 || echo "suite failed: $*"; } | tee -a "$log"
}

if [ "$only" = all ]; then
    "$cargo" fmt --all --check || status=1
    "$cargo" clippy --workspace --all-targets --quiet -- -D warnings || status=1
    "$cargo" run --quiet -p xtask -- check || status=1
    suite "$cargo" test --no-fail-fast --workspace --exclude vireo-tests
fi
# The daemon once more, with the places where a test makes it die.
target=${CARGO_TARGET_DIR:-target}/fail-points
"$cargo" build --quiet -p vireo-server --features vireo-runtime/fail-points --target-dir "$target"
VIREO_DAEMON_FAIL=$(cd "$target" && pwd)/debug/vireod
export VIREO_DAEMON_FAIL
# Guests under emulation want a core each.
export VIREO_CALLS="$calls"
suite "$cargo" test --no-fail-fast -p vireo-tests -- --test-threads="${VIREO_TEST_THREADS:-$(nproc)}"
unset VIREO_CALLS
"$cargo" run --quiet -p vireo-tests --bin vireo-untested -- "$calls" || status=1
[ "$only" != all ] || scripts/shared.sh "$1" || status=1

grep -q '^suite failed' "$log" && status=1
awk -v status="$status" '
    /^test result:/ { passed += $4; failed += $6; ignored += $8 }
    END {
        printf "test result: %s. %d passed; %d failed; %d ignored (all suites)\n",
            (status == 0 && failed == 0) ? "ok" : "FAILED", passed, failed, ignored
    }' "$log"
exit "$status"
