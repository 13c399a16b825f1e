#!/usr/bin/env bash
# Makes src/Metastore.Api/Generated from the IDL. Needs Debian's thrift-compiler (0.17).
set -euo pipefail
cd "$(dirname "$0")"
[ "$(thrift --version)" = "Thrift version 0.17.0" ] || { echo "thrift-compiler 0.17.0 is needed" >&2; exit 1; }
out=../src/Metastore.Api/Generated
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
thrift --gen netstd:net6,no_deepcopy -r -out "$work" hive_metastore.thrift
rm -rf "$out" && mkdir -p "$out"
find "$work" -name '*.cs' -exec cp {} "$out" \;
# What is stored writes itself as it is stored.
for stored in Partition Table Database ColumnStatisticsObj; do
  sed -i 's/public async \(.*Task WriteAsync(\)/public virtual async \1/' "$out/$stored.cs"
done
