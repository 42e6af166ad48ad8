#!/usr/bin/env bash
# Builds HonourWall and serves content/ at http://127.0.0.1:5080/ with live reload.
# Needs the .NET 10 SDK; whatever else is missing is named, and the site starts all the same.
#   ./run.sh [flags of `honourwall serve`, e.g. --port 8080 --bind 0.0.0.0]
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null; then
  echo "run.sh: the .NET 10 SDK is missing (https://dotnet.microsoft.com/download)." >&2
  exit 1
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build generator/HonourWall.Generator -c Release -v quiet
exec dotnet generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll serve --source content "$@"
