#!/usr/bin/env bash
# Everything that is checked, in one command, on a fresh machine with the .NET 10 SDK and Node 20.
# Installs what the tests need (Debian and npm packages), then: format, build with warnings as errors, all tests (C#, JavaScript, Chromium),
# the build of content/, the link check. The last line counts: "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 CI="${CI:-true}"
# A test runs for seconds: instrumenting code for a later tier costs a quarter of their processor time and brings nothing.
export DOTNET_TieredPGO=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 tests=0

step() { # name, command...: one check
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then passed=$((passed + 1)); else fail "$name"; fi
}

# What failed is said where it happens and once more before the last line: between the two stand thousands of lines.
fail() { # what
  failed=$((failed + 1))
  printf '== FAILED: %s\n' "$1" | tee -a "$work/failures"
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
  local missing=()
  for package in chromium chromium-headless-shell clamav-daemon firefox-esr fonts-noto-cjk gcc libc6-dev libnginx-mod-http-brotli-static libvips42 nginx postgresql systemd; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  as_root apt-get update -q >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >"$work/apt.log" 2>&1 ||
    { tail -20 "$work/apt.log"; echo "These Debian packages are needed: ${missing[*]}"; return 1; }
}

# Runs one test project and adds its own numbers: a run that executed no test fails, and one that broke off.
dotnet_tests() { # project
  local log="$work/$(basename "$1").log" status bad
  dotnet test --project "$1" -c Release --no-build 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  bad=$(sed -n 's/^ *failed: *\([0-9]*\).*/\1/p' "$log" | tail -1)
  awk '/^failed /{on=1} / failed with [0-9]+ error/{on=0} on' "$log" >>"$work/failures"
  count_tests "$(sed -n 's/^ *succeeded: *\([0-9]*\).*/\1/p' "$log" | tail -1)" "$bad" "$(sed -n 's/^ *skipped: *\([0-9]*\).*/\1/p' "$log" | tail -1)" "$1"
  [ "$status" = 0 ] || [ "${bad:-1}" != 0 ] || fail "$1 broke off"
}

node_tests() { # files...
  local log="$work/node.log"
  node --test --test-reporter=tap "$@" >"$log" 2>&1
  grep -E '^(not ok|# (tests|pass|fail))|^    not ok' "$log" || true
  local bad
  bad=$(sed -n 's/^# fail //p' "$log" | tail -1)
  [ "${bad:-1}" = 0 ] || { cat "$log"; grep -E '^ *not ok' "$log" >>"$work/failures"; }
  count_tests "$(sed -n 's/^# pass //p' "$log" | tail -1)" "$bad" "$(sed -n 's/^# skipped //p' "$log" | tail -1)" "node --test"
}

count_tests() { # passed, failed, skipped, name
  local good=${1:-0} bad=${2:-1} skipped=${3:-0}
  tests=$((tests + good + bad)) passed=$((passed + good)) failed=$((failed + bad))
  [ "$good" -gt 0 ] || fail "$4 ran no test"
  [ "$skipped" = 0 ] || fail "$4 skipped $skipped tests"
}

step "packages for the tests" install_packages
step "npm packages for the tests" npm ci --prefix tests --no-audit --no-fund --silent
step "restore" dotnet restore --locked-mode -v quiet
step "format" dotnet format whitespace --no-restore --verify-no-changes
step "build" dotnet build -c Release --no-restore -v quiet
if [ "$failed" = 0 ]; then
  # One after the other: two at a time saved one minute of sixteen, and made tests wait that have a limit.
  for project in tests/*/*.Tests.csproj; do
    printf '\n== %s\n' "$project"
    dotnet_tests "$project"
  done
  if compgen -G 'tests/client/*.test.mjs' >/dev/null; then
    printf '\n== JavaScript\n'
    node_tests tests/client/*.test.mjs
  fi
  step "content without a warning" dotnet generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll build --source content --destination "$work/site" --compress none --fail-on warning --lang en
  step "links of the built site" node tests/links.mjs "$work/site"
  [ "$tests" -gt 0 ] || fail "no test ran"
fi

[ ! -s "$work/failures" ] || { printf '\n== What failed\n'; head -200 "$work/failures"; }
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
