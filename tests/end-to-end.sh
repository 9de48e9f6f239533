#!/usr/bin/env bash
# Starts the service as the README says, on each folder given, and looks at what a subscriber gets.
# Usage: tests/end-to-end.sh FOLDER...   prints a line "ok ..." or "not ok ..." for each point; exit 1 when one failed.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
failures=0
check() { # NAME COMMAND...
    local name=$1; shift
    if "$@" >/dev/null 2>&1; then echo "ok $name"; else echo "not ok $name"; failures=$((failures + 1)); fi
}

run_on() {
    local folder name work service address
    folder=$(cd "$1" && pwd); name=$(basename "$folder"); work=$(mktemp -d)
    address="http://127.0.0.1:$((20000 + RANDOM % 20000))"
    Inbox__Folder="$folder" Storage__ConnectionString="Data Source=$work/data.db" Urls="$address" Feeds__Window=300 \
        dotnet run --no-build --project "$root/src/FeedService" >"$work/console" 2>&1 &
    service=$!
    # Read whole before it is searched: a grep that leaves early breaks the pipe, and pipefail takes that for a missing feed.
    feed_is_there() { curl -sf "$address/health/ready" && curl -sf -o "$work/first" "$address/feeds/all.rss" && grep -q '<item>' "$work/first"; }
    for _ in $(seq 60); do feed_is_there >/dev/null && break; sleep 1; done
    sleep 2 # a feed asked for in the middle of the run is replaced within a second of the run's end
    check "$name: published within a minute of the start" feed_is_there
    check "$name: the console says where to look" grep -q "$address/" "$work/console"
    check "$name: ready" curl -sf "$address/health/ready"
    for format in rss atom; do
        curl -s "$address/feeds/all.$format" >"$work/all.$format"
        check "$name: $format is well-formed" python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' "$work/all.$format"
        etag=$(curl -sI "$address/feeds/all.$format" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
        check "$name: $format answers its ETag with 304" test "$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $etag" "$address/feeds/all.$format")" = 304
    done
    check "$name: rss and atom hold the same number of stories" test "$(grep -c '<item>' "$work/all.rss")" = "$(grep -c '<entry>' "$work/all.atom")"
    check "$name: no story stands twice" test -z "$(grep -o 'urn:uuid:[0-9a-f-]*' "$work/all.rss" | sort | uniq -d)"
    # The host is a child of "dotnet run"; both end on SIGTERM.
    pkill -TERM -P "$service" 2>/dev/null; wait "$service" 2>/dev/null
    rm -rf "$work"
}

for folder in "$@"; do run_on "$folder"; done
[ "$failures" = 0 ]
