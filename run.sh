#!/usr/bin/env bash
# Builds HonourWall and serves content/ at http://127.0.0.1:5080/ with live reload, and beside it the private room at
# http://127.0.0.1:5081/ on a folder of its own (.cache/admin) with invented people. Ctrl-C stops both.
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

# A ConnectionStrings__Admin is for the real room: the demonstration stays on its own SQLite file.
start_admin() {
  dotnet build admin/HonourWall.Admin -c Release -v quiet &&
    exec env -u ConnectionStrings__Admin dotnet admin/HonourWall.Admin/bin/Release/net10.0/honourwall-admin.dll serve --demo --data .cache/admin
}

dotnet build generator/HonourWall.Generator -c Release -v quiet
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
