#!/usr/bin/env bash
# Does everything that the tests need and runs them all. The last line is "N passed, N failed[, N skipped]". Safe to run twice.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
echo "Concord: preparing and running all tests."
. scripts/common.sh
results=artifacts/test-results
mkdir -p artifacts/log
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
missing=()

finish() {
  if [ ${#missing[@]} -gt 0 ]; then
    complain "Tests that need it fail because this is missing; as root, type:  apt-get install ${missing[*]}"
  fi
  if [ $skipped -gt 0 ]; then
    say "$passed passed, $failed failed, $skipped skipped"
  else
    say "$passed passed, $failed failed"
  fi
  [ $failed = 0 ] && [ $passed -gt 0 ]
  exit
}
stop_here() { failed=1; finish; }

need_dotnet || stop_here
need_icu || stop_here
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  install "a browser for the tests of pages" chromium || missing+=(chromium)
fi
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then
  install "PostgreSQL for the tests of storage; they start one of their own" postgresql || missing+=(postgresql)
fi

say "Building …"
build artifacts/log/test-build.log build Concord.slnx -c Debug -v minimal || stop_here

# attribute NAME FILE: a number of the first <assembly …> element.
attribute() { grep -oE '<assembly [^>]*>' "$2" | head -n 1 | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' || echo 0; }

run_tests() {
  local name=$1 log=artifacts/log/$1.log xml=$results/$1.xml code=0 from=$SECONDS last=$SECONDS id
  say "Running $name …"
  timeout --kill-after=30 2700 dotnet "artifacts/bin/$name/debug/$name.dll" -noLogo -noColor -reporter verbose -result-xml "$xml" >"$log" 2>&1 &
  id=$!
  while kill -0 $id 2>/dev/null; do
    sleep 1
    if [ $((SECONDS - last)) -ge 10 ]; then
      say "  … $((SECONDS - from)) s, $(grep -cF '[FINISHED]' "$log" || true) tests done"
      last=$SECONDS
    fi
  done
  wait $id || code=$?
  if [ -s "$xml" ] && grep -q '</assemblies>' "$xml"; then
    passed=$((passed + $(attribute passed "$xml")))
    failed=$((failed + $(attribute failed "$xml") + $(attribute errors "$xml")))
    skipped=$((skipped + $(attribute skipped "$xml") + $(attribute not-run "$xml")))
    if [ $code != 0 ] && [ "$(attribute failed "$xml")" = 0 ] && [ "$(attribute errors "$xml")" = 0 ]; then
      say "$name ended with code $code although no test failed; see $log."
      failed=$((failed + 1))
    fi
  else
    say "$name stopped with code $code before it could report; the end of what it said:"
    tail -n 30 "$log"
    passed=$((passed + $(grep -cF '[PASS]' "$log" || true)))
    failed=$((failed + 1 + $(grep -cF '[FAIL]' "$log" || true)))
  fi
  show_failures "$log"
  grep -E '\[SKIP\]' "$log" | sed -E 's/^ */  skipped: /; s/ \[SKIP\]//' | sort -u || true
}

# Each failure with what was said about it: from its line to the next line of a test.
show_failures() {
  awk '/\[FAIL\]/ { show = 1 } /\[(STARTING|PASS|FINISHED|SKIP)\]|^  Finished:|=== TEST/ { show = 0 } show' "$1" | head -n 400
}

run_tests Concord.Tests
run_tests Concord.BrowserTests
finish
