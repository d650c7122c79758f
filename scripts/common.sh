# What ./run and ./test share. Needs bash and the base tools of Debian, nothing else.
export DOTNET_NOLOGO=true DOTNET_CLI_TELEMETRY_OPTOUT=true DOTNET_CLI_UI_LANGUAGE=en DOTNET_SKIP_FIRST_TIME_EXPERIENCE=true

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# What is built, and what was said while building, stands in artifacts/.
need_folder() {
  mkdir -p artifacts/log 2>/dev/null && [ -w artifacts/log ] && return 0
  complain "This folder, $PWD, cannot be written, and Concord is built in it. Copy it to a folder of your own and start it there."
  return 1
}

# dotnet and NuGet keep their own things at home; who has none that can be written gets one here.
need_home() {
  if [ -z "${HOME:-}" ] || ! [ -d "$HOME" ] || ! [ -w "$HOME" ]; then
    export HOME="$PWD/artifacts/home"
    mkdir -p "$HOME"
  fi
  export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$HOME}"
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Is the SDK there that global.json asks for?
need_dotnet() {
  need_folder || return 1
  need_home
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then
    export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
  fi
  if ! command -v dotnet >/dev/null; then
    complain "The .NET 10 SDK is not on this machine (no program called dotnet)."
  elif ! dotnet --list-sdks | grep -q '^10\.'; then
    complain "There is a dotnet here, but no .NET 10 SDK; it has: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' | sed 's/^$/none/')."
  else
    return 0
  fi
  complain "Get it from https://dotnet.microsoft.com/download/dotnet/10.0 (choose SDK), then start this again."
  return 1
}

has_icu() { compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null || compgen -G '/usr/lib/libicuuc.so.*' >/dev/null || compgen -G '/usr/local/lib/libicuuc.so.*' >/dev/null; }

updated=no
# install WHY PACKAGE…: installs as root; otherwise says what to type. Fails when the packages are not there afterwards.
install() {
  local why=$1
  shift
  if ! may_install; then
    complain "Missing: $why. As root, type:  apt-get install $*"
    return 1
  fi
  say "Installing $* ($why) …"
  mkdir -p artifacts/log
  if [ $updated = no ]; then
    apt-get update -q >artifacts/log/apt.log 2>&1 || complain "apt-get update failed; is there a network? Trying with the lists that are here."
    updated=yes
  fi
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >>artifacts/log/apt.log 2>&1; then
    tail -n 5 artifacts/log/apt.log >&2
    complain "Could not install $*. When there is a network, type:  apt-get install $*"
    return 1
  fi
}

# The texts, dates and sorting of each language come from ICU; its package has another name in each Debian.
need_icu() {
  has_icu && return 0
  local package
  if may_install; then
    say "Looking for the ICU library (languages, dates, sorting) …"
    mkdir -p artifacts/log
    apt-get update -q >artifacts/log/apt.log 2>&1 || complain "apt-get update failed; is there a network?"
    updated=yes
  fi
  package=$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -n 1 || true)
  if [ -z "$package" ]; then
    case $(. /etc/os-release 2>/dev/null && printf %s "${VERSION_ID:-}") in
      12) package=libicu72 ;;
      13) package=libicu76 ;;
      *) package='^libicu[0-9]+$' ;;
    esac
  fi
  install "the ICU library, for languages, dates and sorting" "$package"
}

# build LOG WHAT…: runs dotnet with a sign of life every five seconds; on failure says why.
build() {
  local log=$1 from=$SECONDS
  shift
  mkdir -p "$(dirname "$log")"
  dotnet "$@" >"$log" 2>&1 &
  local id=$!
  while kill -0 $id 2>/dev/null; do
    sleep 1
    if [ $(((SECONDS - from) % 5)) = 0 ] && kill -0 $id 2>/dev/null; then say "  … $((SECONDS - from)) s"; fi
  done
  if wait $id; then return 0; fi
  grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
  if grep -qE 'NU1301|NU1101|NU1102|Unable to load the service index|Name or service not known|Temporary failure in name resolution' "$log"; then
    complain "The packages that Concord is built from could not be fetched. Is there a network? Once they have been fetched, it also builds without."
  elif grep -q NU1004 "$log"; then
    complain "A packages.lock.json does not fit its project. Run 'dotnet restore' without CI=true and look at what changed."
  elif grep -qiE 'No space left on device|There is not enough space' "$log"; then
    complain "The disk is full. Make room, then start this again."
  fi
  complain "The build failed; all it said is in $log."
  return 1
}

# answers PORT: prints what stands at /readyz, fails when nothing answers within two seconds.
answers() {
  timeout 2 bash -c '
    exec 3<>"/dev/tcp/127.0.0.1/$0" || exit 1
    printf "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" >&3
    cat <&3' "$1" 2>/dev/null
}
