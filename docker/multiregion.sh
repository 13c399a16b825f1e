#!/usr/bin/env bash
# Starts three regions, reads in each of them, takes the primary region away and gives it back, and prints what readers noticed:
#   docker/multiregion.sh [seconds of each phase]
# Needs Docker and the .NET SDK. The regions go on running; to end them: docker compose -f docker/compose.multiregion.yaml down -v
set -euo pipefail
cd "$(dirname "$0")/.."
compose="docker compose -f docker/compose.multiregion.yaml"
# What holds back the traffic of a node goes and comes with it.
primary="eu-1 eu-2 eu-3 latency-eu-1 latency-eu-2 latency-eu-3 metastore-eu"

$compose up --detach --build --quiet-pull
for port in 9083 9183 9283; do
  until (exec 3<>/dev/tcp/localhost/$port) 2>/dev/null; do sleep 1; done
done
# The tables' copies spread over the regions once they are placed.
until $compose exec -T us-1 /cockroach/cockroach sql --insecure --database=metastore --format=csv \
    --execute="SELECT count(*) FROM [SHOW TABLES] WHERE locality = 'GLOBAL'" | tail -1 | grep -qE '^[1-9]'; do sleep 2; done
sleep 60

dotnet run -c Release --project bench/Metastore.Bench -- regions \
  --region eu=localhost:9083 --region us=localhost:9183 --region ap=localhost:9283 \
  --kill "$compose kill $primary" --heal "$compose up --detach --no-build" --seconds "${1:-60}"
