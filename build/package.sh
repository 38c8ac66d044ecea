#!/usr/bin/env bash
# Makes the archive that Spark hands to its executors: one file that runs on a bare glibc machine, without .NET.
#   build/package.sh [--runtime auto|pack|sdk] [-o FILE]
#     --runtime pack   self-contained by NuGet's runtime pack, compiled ahead of time (ReadyToRun)
#     --runtime sdk    without any registry: the SDK's own shared runtime beside the program, which then starts more slowly
#     --runtime auto   pack, or sdk where NuGet has no runtime pack (the default)
# Prints the archive's path on stdout; everything else goes to stderr. Nothing is done when the sources have not changed.
set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
. "$ROOT/build/setup.sh"

RID=linux-x64
runtime=auto
target=$ROOT/artifacts/sparkner-$RID.tar.gz
while [ $# -gt 0 ]; do
  case $1 in
    --runtime)
      runtime=${2:-}
      shift
      ;;
    --runtime=*) runtime=${1#*=} ;;
    -o | --output)
      target=${2:-}
      shift
      ;;
    *) die "package.sh: there is no option '$1'; it takes --runtime auto|pack|sdk and -o FILE." ;;
  esac
  shift || die "package.sh: the last option needs a value."
done
case $runtime in auto | pack | sdk) ;; *) die "package.sh: --runtime is auto, pack or sdk, not '$runtime'." ;; esac
[ -n "$target" ] || die "package.sh: -o needs a file."

work=$ROOT/artifacts/package
stage=$work/$runtime/sparkner-$RID
stamp=$work/$runtime/stamp
default_model=sparkner-small-conll03

is_current() {
  [ -e "$target" ] && [ -e "$stamp" ] && [ -x "$stage/sparkner" ] && [ ! "$stamp" -nt "$target" ] &&
    [ -z "$(find "$ROOT/src" "$ROOT/jobs" "$ROOT/models" "$ROOT/build" "$ROOT/submit" "$ROOT/Directory.Build.props" "$ROOT/Directory.Build.targets" "$ROOT/Directory.Packages.props" \
      "$ROOT/package-lock.json" "$ROOT/LICENSE" "$ROOT/NOTICE" -newer "$stamp" -print -quit)" ]
}

# A folder for intermediate files of its own: the same projects built for another target would spoil those of an ordinary build.
publish() {
  "$DOTNET" publish "$ROOT/$2" -c Release -v quiet --nologo --disable-build-servers \
    -p:SparkNerPackaging=true -p:DebugType=none -p:CopyDocumentationFilesFromPackages=false -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
    -p:ArtifactsPath="$work/$1/build/" -o "$stage" "${@:3}" </dev/null
}

publish_with_runtime_pack() {
  # The second job shares everything with the first but its own launcher and library.
  for project in jobs/Annotate/Annotate.csproj jobs/Evaluate/Evaluate.csproj; do
    publish "$runtime" "$project" -r "$RID" --self-contained -p:PublishReadyToRun=true || return 1
  done
}

# The program's own launcher looks for the runtime in the folder beside it, and nowhere else.
publish_with_sdk_runtime() {
  version=$("$DOTNET" --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App \(10\.[0-9.]*\) .*/\1/p' | tail -n 1)
  place=$("$DOTNET" --list-runtimes | sed -n "s/^Microsoft\.NETCore\.App $version \[\(.*\)\/shared\/Microsoft\.NETCore\.App\]/\1/p")
  [ -n "$version" ] && [ -d "$place" ] || die "the SDK's shared runtime 10.0 was not found: 'dotnet --list-runtimes' does not name it."
  # Only a published program's own launcher is told where to look: each is published.
  for project in src/SparkNer.Cli/SparkNer.Cli.csproj jobs/Annotate/Annotate.csproj jobs/Evaluate/Evaluate.csproj; do
    publish "$runtime" "$project" -p:AppHostDotNetSearch=AppRelative -p:AppHostRelativeDotNet=runtime || return 1
  done
  mkdir -p "$stage/runtime/host/fxr" "$stage/runtime/shared/Microsoft.NETCore.App"
  cp -R "$place/host/fxr/$version" "$stage/runtime/host/fxr/"
  cp -R "$place/shared/Microsoft.NETCore.App/$version" "$stage/runtime/shared/Microsoft.NETCore.App/"
  for aid in createdump libmscordaccore.so libmscordbi.so libcoreclrtraceptprovider.so; do
    file=$stage/runtime/shared/Microsoft.NETCore.App/$version/$aid
    # Those that the runtime's own list names must stay.
    grep -q "$aid" "${file%/*}/Microsoft.NETCore.App.deps.json" || rm -f "$file"
  done
}

publish_any() {
  case $runtime in
    pack) publish_with_runtime_pack ;;
    sdk) publish_with_sdk_runtime ;;
    auto)
      if ! publish_with_runtime_pack >"$work/auto/log" 2>&1; then
        # Only where the packs cannot be had: a mistake in the sources must not hide behind the other way.
        if grep -Eq 'NU1101|NU1102|NU1103|NU1301|NETSDK1112|NETSDK1094' "$work/auto/log"; then
          say "NuGet has no runtime pack here: taking the SDK's own runtime"
          rm -rf "$stage" "$work/auto/build"
          publish_with_sdk_runtime
        else
          cat "$work/auto/log"
          return 1
        fi
      fi
      ;;
  esac
}

# What model.onnx was made from is not needed to run it.
add_model() {
  mkdir -p "$stage/models/$default_model"
  for file in "$ROOT/models/$default_model"/*; do
    case $file in
      *.safetensors) ;;
      *) cp "$file" "$stage/models/$default_model/" ;;
    esac
  done
}

package() {
  if is_current; then return; fi
  need_dotnet
  need_node_modules
  say "packing the program for the executors (once; a minute or two)"
  rm -rf "$stage"
  mkdir -p "$stage" "$(dirname "$target")"
  : >"$stamp.new"
  clean_msbuild_environment
  publish_any >&2 || die "the program could not be published: the reason stands above."
  mv "$stage/SparkNer.Cli" "$stage/sparkner"
  # No .deps.json names them any more (Directory.Build.targets); a publish over an older build copies them all the same.
  rm -f "$stage/createdump" "$stage/libmscordaccore.so" "$stage/libmscordbi.so" "$stage/libcoreclrtraceptprovider.so"
  rm -f "$stage"/*.pdb "$stage"/SparkNer*.xml "$stage"/sparkner*.xml
  add_model
  cp "$ROOT/LICENSE" "$ROOT/NOTICE" "$stage/"
  cp -R "$ROOT/submit" "$stage/"
  chmod -R u=rwX,go=rX "$stage"
  # The version names the content too: caches on the nodes and here go by it.
  content=$(cd "$stage" && find . -type f ! -name VERSION -print | LC_ALL=C sort | while read -r file; do sha256sum "$file"; done | sha256sum | cut -c 1-12)
  printf '%s %s %s\n' "$(sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' "$ROOT/Directory.Build.props" | head -n 1)" "$RID" "$content" >"$stage/VERSION"
  "$stage/sparkner" submit archive -o "$target" >/dev/null
  mv "$stamp.new" "$stamp"
  touch "$target"
}

mkdir -p "$work/$runtime"
with_lock package >&2
printf '%s\n' "$target"
