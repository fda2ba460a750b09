"""The role that serves: the kiosk works as it, and nobody who has it gets past what guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from kiosk.commands import init
from kiosk.server_commands import migrate
from kiosk.settings import Settings
from kiosk.store import Unfit, open_store
from kiosk.store.engine.tables import METADATA
from kiosk.usecases.back_up import Place, back_up
from kiosk.usecases.check_health import look_at_all
from kiosk.usecases.erase_record import erase_record
from tests.conftest import Clock
from tests.faults.acts_of_all import ACTS
from tests.house.tree import HOUSE
from tests.postgres import Server
from tests.usecases.clinic import small
from tests.walks.clinic import Clinic
from tests.web.visits import signs

ROLES = (HOUSE / "deploy" / "postgresql" / "roles.sql").read_text("utf-8")
FORBIDDEN = [
    "DROP TABLE audit",
    "DROP TABLE tombstone, record CASCADE",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "ALTER TABLE record ADD COLUMN name text",
    "ALTER TABLE audit RENAME TO other",
    "DROP TRIGGER audit_refuses_change ON audit",
    "CREATE TRIGGER t BEFORE INSERT ON audit EXECUTE FUNCTION signed_never_changes()",
    "DROP FUNCTION audit_only_grows() CASCADE",
    "CREATE OR REPLACE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "SET session_replication_role = replica",
    "UPDATE audit SET reason = 'none'",
    "DELETE FROM audit",
    "TRUNCATE audit",
    "TRUNCATE record CASCADE",
    "UPDATE tombstone SET erased_at = 0",
    "INSERT INTO audit SELECT * FROM audit ON CONFLICT (sequence) DO UPDATE SET reason = 'none'",
    "DELETE FROM tombstone",
    "UPDATE alembic_version SET version_num = '9999'",
    "CREATE TABLE mine (id int)",
    "CREATE INDEX mine ON audit (at)",
    "CREATE TEMP TABLE audit (id int)",
    "REASSIGN OWNED BY kiosk_owner TO kiosk",
    "SET ROLE kiosk_owner",
    "ALTER ROLE kiosk SUPERUSER",
    "CREATE ROLE another",
    "COPY audit TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/tmp/mine'",
]
GUARDED = ["UPDATE record SET hash = '\\x00'", "DELETE FROM record"]
"""What it may say and a trigger refuses."""


@pytest.fixture(scope="module")
def two_roles(server: Server) -> Iterator[None]:
    """The roles and the database of the recipe, as it is written there."""
    on_server, inside = ROLES.split("\\connect kiosk\n")
    server.tell(*statements(on_server))
    server.tell(*statements(inside), database="kiosk")
    yield
    server.tell("DROP DATABASE kiosk WITH (FORCE)", "DROP ROLE kiosk, kiosk_owner")


def statements(script: str) -> list[str]:
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    return [each for each in " ".join(lines).split(";") if each.strip()]


@pytest.fixture
def owner(two_roles: None, server: Server, tmp_path: Path) -> Iterator[Settings]:
    """The owner's settings."""
    url = f"postgresql://kiosk_owner@/kiosk?host={server.folder}"
    with server.honest():
        yield Settings(tmp_path / "data", url, tmp_path / "keys" / "master.key", totp="off")
    server.tell("DROP OWNED BY kiosk_owner CASCADE", database="kiosk")
    server.tell("GRANT USAGE, CREATE ON SCHEMA public TO kiosk_owner", database="kiosk")
    server.tell("ALTER SCHEMA public OWNER TO pg_database_owner", database="kiosk")


@pytest.fixture
def app_role(owner: Settings) -> Settings:
    """The settings of whoever serves, once the owner has made the schema."""
    assert migrate(owner, "kiosk") == 0
    return replace(owner, database_url=owner.database_url.replace("kiosk_owner", "kiosk"))


def tries(settings: Settings, statement: str) -> psycopg.Error | None:
    """What the server says to this statement."""
    with psycopg.connect(settings.database_url) as raw:
        try:
            raw.execute(statement)
        except psycopg.Error as no:
            return no
        finally:
            raw.rollback()
    return None


def test_a_clinic_works_as_the_role_that_serves_and_what_guards_is_out_of_its_reach(
    app_role: Settings, app: Flask, clock: Clock, tmp_path: Path
):
    with closing(open_store(app_role, clock)) as store:
        app.extensions["store"] = store
        clinic = Clinic(app, store, clock)
        clinic.founds()
        kept, gone = signs(clinic, "Hal Brook"), signs(clinic, "Ines Roca")
        with store.writing() as tx:
            erase_record(tx, gone, "admin", "asked to")
        assert back_up(store, app_role.data, Place(tmp_path / "out"), "script").file.exists()
        for table in METADATA.tables:
            assert tries(app_role, f'SELECT 1 FROM "{table}"') is None, table
        for statement in FORBIDDEN:
            no = tries(app_role, statement)
            assert isinstance(no, psycopg.errors.InsufficientPrivilege), (statement, no)
        for statement in GUARDED:
            no = tries(app_role, statement)
            assert isinstance(no, psycopg.errors.RaiseException), (statement, no)
        assert clinic.signed() == [kept]
        assert clinic.is_whole()


@pytest.mark.torture
@pytest.mark.parametrize("name", sorted(ACTS))
def test_whatever_the_kiosk_writes_it_may_write_as_that_role(
    app_role: Settings, clock: Clock, name: str
):
    with closing(open_store(app_role, clock)) as store:
        ACTS[name].begin(small(store))()


def test_the_schema_is_brought_up_to_date_by_its_owner_alone_who_lets_in_whoever_was(
    owner: Settings, app_role: Settings, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert migrate(owner, "") == 0
    assert capsys.readouterr().out == "The schema is up to date. kiosk may serve.\n"
    with psycopg.connect(owner.database_url) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0036'")
    with pytest.raises(Unfit, match=r"type python -m kiosk (init|migrate)"):
        open_store(app_role)
    with pytest.raises(Unfit, match=r"must be owner|permission denied"):
        migrate(app_role, "")


def test_health_names_a_kiosk_that_could_change_its_tables(owner: Settings, app_role: Settings):
    well = {}
    for settings in (owner, app_role):
        with closing(open_store(settings)) as store:
            checks = look_at_all(store, settings, paper=True)
        well[settings.database_url] = [each.well for each in checks if each.key == "rights"]
    assert well == {owner.database_url: [False], app_role.database_url: [True]}


def test_init_by_the_owner_lets_in_whoever_served_and_by_them_changes_nothing(
    owner: Settings, app_role: Settings
):
    with psycopg.connect(owner.database_url) as raw:
        raw.execute("REVOKE SELECT ON client FROM kiosk")
    for settings, reads in ((app_role, False), (owner, True)):
        assert init(settings, None, "en", "UTC") == 0
        assert (tries(app_role, "SELECT 1 FROM client") is None) is reads


@pytest.mark.parametrize(
    ("role", "says"), [("nobody_here", "no role"), ("kiosk_owner", "all that the owner may")]
)
def test_a_role_that_is_not_there_or_could_do_everything_is_not_let_in(
    owner: Settings, role: str, says: str
):
    with pytest.raises(Unfit, match=says):
        migrate(owner, role)


def test_a_file_has_no_roles(tmp_path: Path):
    with pytest.raises(Unfit, match="has no roles"):
        migrate(Settings(tmp_path / "data", key_file=tmp_path / "keys" / "key"), "kiosk")
