#!/usr/bin/env bash
# Fetches an official Apache Spark, checks its SHA-512 sum and unpacks it.
#   submit/get-spark.sh [--url URL] [VERSION] [DIR]
#     VERSION   e.g. 4.1.4 (the default: 4.1.4)
#     DIR       where the folder spark-VERSION goes (the default: here)
#     --url     where the releases lie, e.g. a mirror of your own: the files are URL/spark-VERSION/spark-VERSION-bin-hadoop3.tgz and the same with .sha512.
#               The default: Apache's download server, and its archive for what is no longer there.
# A broken download goes on where it stopped. The last line on stdout is the folder: export SPARK_HOME=$(submit/get-spark.sh)
set -eu

say() { printf '%s\n' "get-spark: $*" >&2; }

die() {
  printf '%s\n' "get-spark: error: $*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

version=
folder=
urls="https://dlcdn.apache.org/spark https://archive.apache.org/dist/spark"
while [ $# -gt 0 ]; do
  case $1 in
    --url)
      [ $# -gt 1 ] || die "--url needs a value."
      urls=$2
      shift
      ;;
    --url=*) urls=${1#*=} ;;
    -h | --help)
      sed -n '2,8s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) die "there is no option '$1'. See '$0 --help'." ;;
    *)
      if [ -z "$version" ]; then
        version=$1
      elif [ -z "$folder" ]; then
        folder=$1
      else
        die "'$1' is one argument too many. See '$0 --help'."
      fi
      ;;
  esac
  shift
done
version=${version:-4.1.4}
folder=${folder:-.}

# sparkner works with these; the patch level is free.
case $version in
  3.5.[0-9]* | 4.[0123].[0-9]*) ;;
  *) die "Spark $version: sparkner works with Spark 3.5, 4.0, 4.1, 4.2, 4.3. Give a release of one of them, e.g. 4.1.4." ;;
esac
for tool in curl sha512sum tar; do
  have "$tool" || die "$tool is missing: install it, or fetch Spark by hand from https://spark.apache.org/downloads.html."
done

name=spark-$version
file=$name-bin-hadoop3.tgz
mkdir -p "$folder" || die "cannot write to '$folder'."
folder=$(cd "$folder" && pwd -P)
home=$folder/$name
if [ -x "$home/bin/spark-submit" ]; then
  say "$home is there already"
  printf '%s\n' "$home"
  exit 0
fi

fetch() { curl -fL --retry 3 --connect-timeout 30 "$@"; }

base=
for url in $urls; do
  if fetch -s -S -o "$folder/$file.sha512" "${url%/}/$name/$file.sha512" 2>"$folder/$file.log"; then
    base=${url%/}/$name
    break
  fi
  say "not at ${url%/}/$name: $(tail -n 1 "$folder/$file.log")"
done
rm -f "$folder/$file.log"
[ -n "$base" ] || die "$file was found nowhere. Is there such a release? See https://archive.apache.org/dist/spark/ - or name a mirror by --url."

# Older releases write the sum in groups over several lines, with the file's name before it.
sum=$(sed 's/^.*tgz: *//; s/ *spark-.*$//' "$folder/$file.sha512" | tr -d ' \n\r\t' | tr '[:upper:]' '[:lower:]')
case $sum in
  *[!0-9a-f]*) sum= ;;
esac
[ "${#sum}" = 128 ] || die "$base/$file.sha512 holds no SHA-512 sum."

say "fetching $base/$file"
# Only what is whole gets its name. 416: all of it is there already.
fetch -C - -o "$folder/$file.part" "$base/$file" || {
  code=$?
  [ "$code" = 22 ] && [ -s "$folder/$file.part" ] || die "the download broke off (curl: $code). Start again: it goes on where it stopped."
}
actual=$(sha512sum "$folder/$file.part" | cut -d ' ' -f 1)
if [ "$actual" != "$sum" ]; then
  rm -f "$folder/$file.part"
  die "$file has the wrong SHA-512 sum ($actual instead of $sum) and was deleted. Start again, or name another mirror by --url."
fi

say "unpacking"
rm -rf "$home.part"
mkdir "$home.part"
tar -xzf "$folder/$file.part" -C "$home.part" --strip-components 1 || {
  rm -rf "$home.part"
  die "$file could not be unpacked: is the disk full?"
}
mv "$home.part" "$home"
rm -f "$folder/$file.part" "$folder/$file.sha512"
printf '%s\n' "$home"
