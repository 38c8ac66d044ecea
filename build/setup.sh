# Sourced by ./sparkner and ./test: finds the tools, and gets what a build needs. Everything it says goes to stderr.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "sparkner: $*" >&2; }

die() {
  printf '%s\n' "sparkner: error: $*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Whether packages may be installed here without asking: root, with apt-get.
may_install() { have apt-get && have id && [ "$(id -u)" = 0 ]; }

apt_install() {
  say "installing $*"
  # The package lists of a fresh machine are empty or old: they are fetched only if it does not work without.
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2 ||
    { apt-get update >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2; }
}

# Sets DOTNET to the dotnet command: on PATH, else where its own installer puts it.
find_dotnet() {
  DOTNET=
  if have dotnet; then
    DOTNET=$(command -v dotnet)
  elif [ -n "${DOTNET_ROOT:-}" ] && [ -x "$DOTNET_ROOT/dotnet" ]; then
    DOTNET=$DOTNET_ROOT/dotnet
  elif [ -n "${HOME:-}" ] && [ -x "$HOME/.dotnet/dotnet" ]; then
    DOTNET=$HOME/.dotnet/dotnet
  fi
  [ -n "$DOTNET" ]
}

has_sdk() { find_dotnet && "$DOTNET" --list-sdks 2>/dev/null | grep -Eq '^([1-9][0-9])\.'; }

need_dotnet() {
  has_sdk && return
  if may_install && have apt-cache; then
    apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1 || apt-get update >&2 || true
    if apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
      apt_install dotnet-sdk-10.0 && has_sdk && return
    fi
  fi
  die "the .NET SDK 10 or newer is missing. Install it with
  apt-get install -y dotnet-sdk-10.0       (as root, where the distribution has it)
or with Microsoft's installer for one user:
  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
and start again."
}

need_node() {
  have node && have npm && return
  missing=node
  if have node; then missing=npm; fi
  if may_install; then
    apt_install nodejs npm && have node && have npm && return
  fi
  die "$missing is missing: Node.js and npm bring ONNX Runtime and DuckDB. Install them with
  apt-get install -y nodejs npm            (as root; with sudo otherwise)
and start again."
}

# For the tests on a real Spark, which are skipped without: none of this ever fails.
need_java() {
  have java && return
  [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ] && return
  if may_install && apt_install openjdk-17-jre-headless && have java; then return; fi
  say "java is missing: the tests on a real Spark are skipped (apt-get install -y openjdk-17-jre-headless)"
}

need_xz() {
  have xz && return
  if may_install && apt_install xz-utils && have xz; then return; fi
  say "xz is missing: a packed Spark cannot be unpacked (apt-get install -y xz-utils)"
}

# What package-lock.json names lies in node_modules. A linked node_modules is looked after elsewhere: npm would empty it.
node_modules_current() {
  [ -L "$ROOT/node_modules" ] && [ -d "$ROOT/node_modules" ] && return
  [ -e "$ROOT/node_modules/.package-lock.json" ] && [ ! "$ROOT/package-lock.json" -nt "$ROOT/node_modules/.package-lock.json" ]
}

need_node_modules() {
  node_modules_current && return
  need_node
  say "getting the native libraries (npm ci)"
  (cd "$ROOT" && npm ci >&2) || die "'npm ci' failed: its reason stands above."
  # npm keeps the time of an unchanged file.
  touch "$ROOT/node_modules/.package-lock.json"
}

# MSBuild takes every environment variable for a property: these would move or bend the build.
clean_msbuild_environment() {
  for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
    case $(printf '%s' "$name" | tr '[:upper:]' '[:lower:]') in
      platform | platformtarget | configuration | targetframework | targetframeworks | runtimeidentifier | runtimeidentifiers | selfcontained | \
        outdir | outputpath | outputtype | baseoutputpath | intermediateoutputpath | baseintermediateoutputpath | artifactspath | useartifactsoutput | \
        assemblyname | rootnamespace | solutiondir | projectdir | versionprefix | versionsuffix | packageversion | assemblyversion | \
        langversion | nullable | warningsaserrors | treatwarningsaserrors | nowarn | defineconstants | publishdir | restoresources | \
        directorybuildpropspath | directorybuildtargetspath | directorypackagespropspath | custombeforemicrosoftcommonprops | customaftermicrosoftcommontargets | \
        msbuildsdkspath | msbuild_exe_path | msbuildextensionspath | msbuildproject* | vsinstalldir | visualstudioversion)
        unset "$name" 2>/dev/null || true
        ;;
    esac
  done
}

# with_lock COMMAND...: one at a time in this checkout.
with_lock() {
  mkdir -p "$ROOT/artifacts" || die "cannot write to $ROOT/artifacts."
  if have flock; then
    (
      flock -n 9 || { say "waiting for another build in this folder" && flock 9; }
      # Without the lock's descriptor: a process that outlives the build would keep the lock.
      "$@" 9>&-
    ) 9>"$ROOT/artifacts/.lock"
  else
    "$@"
  fi
}
