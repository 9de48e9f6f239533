#!/usr/bin/env bash
# Measures parsing, ingest and serving beside wc, sqlite3 and nginx: tests/benchmarks.sh [--full] [parsing|ingest|serving]...
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light wrk sqlite3 >/dev/null 2>&1 || echo "nginx-light, wrk or sqlite3 could not be installed: what needs them is skipped" >&2
fi
exec dotnet run -c Release --project tests/FeedService.Benchmarks -- "$@"
