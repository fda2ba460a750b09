-- Two roles and a database for the kiosk, made once by the server's superuser:
--   sudo -u postgres psql --file=deploy/postgresql/roles.sql
-- kiosk_owner owns the tables and changes them when the kiosk is updated; kiosk serves, and may
-- neither change a table nor what guards the audit and what was signed. docs/install.md says how
-- each of them comes in; the schema is the owner's: python -m kiosk migrate --app kiosk
CREATE ROLE kiosk_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE kiosk LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE kiosk OWNER kiosk_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE kiosk FROM PUBLIC;
GRANT CONNECT ON DATABASE kiosk TO kiosk;
\connect kiosk
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO kiosk_owner;
