#!/bin/sh
# In the container of the database, once, after roles.sql: the passwords that deploy/.env has.
set -eu
: "${OWNER_PASSWORD:?is not said in deploy/.env}" "${SERVING_PASSWORD:?is not said in deploy/.env}"
psql --quiet --username="${POSTGRES_USER:-postgres}" --dbname=postgres --set=ON_ERROR_STOP=1 \
  --set=owner="$OWNER_PASSWORD" --set=serving="$SERVING_PASSWORD" <<'SQL'
ALTER ROLE kiosk_owner PASSWORD :'owner';
ALTER ROLE kiosk PASSWORD :'serving';
SQL
