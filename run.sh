#!/usr/bin/env bash
# Builds HonourWall and serves content/ at http://127.0.0.1:5080/ with live reload, and beside it the private room at
# http://127.0.0.1:5081/ on a folder of its own (.cache/admin) with invented people. Ctrl-C stops both.
# With ConnectionStrings__Admin=Host=… in the environment the private room runs on that PostgreSQL database instead, empty at first, its keys in
# .cache/admin-postgresql, and nobody is invented in it.
# Needs the .NET 10 SDK; whatever else is missing is named, and the site starts all the same.
#   ./run.sh [flags of `honourwall serve`, e.g. --port 8080 --bind 0.0.0.0]
#   HONOURWALL_ADMIN=off ./run.sh       the site alone
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null; then
  echo "run.sh: the .NET 10 SDK is missing (https://dotnet.microsoft.com/download)." >&2
  exit 1
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

start_admin() {
  # Invented people never come into a database that somebody names.
  local room=(--demo --data .cache/admin)
  [ -z "${ConnectionStrings__Admin:-}" ] || room=(--data .cache/admin-postgresql)
  dotnet build admin/HonourWall.Admin -c Release -v quiet &&
    exec dotnet admin/HonourWall.Admin/bin/Release/net10.0/honourwall-admin.dll serve "${room[@]}"
}

# Machine code takes longer to make than a first look at the site is worth; where it is up to date it is used.
dotnet build generator/HonourWall.Generator -c Release -v quiet -p:HonourWallNative=false
running=()
stop() {
  trap - EXIT INT TERM
  [ ${#running[@]} = 0 ] || { kill "${running[@]}" 2>/dev/null || true; wait "${running[@]}" 2>/dev/null || true; }
}
trap stop EXIT
trap 'stop; exit 130' INT TERM

dotnet generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll serve --source content "$@" &
site=$!
running+=("$site")
if [ "${HONOURWALL_ADMIN:-on}" != off ]; then
  { start_admin || echo "run.sh: the private room did not start; the site goes on without it." >&2; } &
  running+=("$!")
fi
wait "$site"
