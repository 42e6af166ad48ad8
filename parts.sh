#!/usr/bin/env bash
# Which parts of others have known faults: asks the registries of NuGet and npm, so it needs a network, and it is no part of the build.
# Run it daily by a timer or in CI (docs/security.md, "Parts of others", says within how many days a fault has to be mended).
# 0: none known. 1: there are some, named above. 2: a registry could not be asked, or knows nothing of faults; that is no "none".
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
worst=0
worse() { [ "$1" -le "$worst" ] || worst=$1; }

known_faults() { dotnet list "$1" package --vulnerable --include-transitive; }

# A package with a fault that everybody knows (CVE-2024-21907): a registry that does not name it would name nothing else either.
cat >"$work/control.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
XML
if ! dotnet restore "$work/control.csproj" -v quiet || ! known_faults "$work/control.csproj" | grep -q 'Newtonsoft.Json .*High'; then
  echo "parts.sh: the NuGet registry in use does not tell of faults; ask where there is one that does."
  worse 2
elif ! dotnet restore HonourWall.sln -v quiet -p:NuGetAudit=false || ! known_faults HonourWall.sln >"$work/nuget"; then
  worse 2
elif grep '^ *> ' "$work/nuget"; then
  worse 1
fi

for folder in tests tests/bench; do
  npm audit --prefix "$folder" --json >"$work/npm" 2>/dev/null
  found=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).metadata?.vulnerabilities?.total ?? ""' "$work/npm" 2>/dev/null)
  case $found in
    0) ;;
    '') echo "parts.sh: the npm registry in use does not tell of faults ($folder)."; worse 2 ;;
    *) npm audit --prefix "$folder"; worse 1 ;;
  esac
done

[ "$worst" != 0 ] || echo "parts.sh: no known faults."
exit "$worst"
