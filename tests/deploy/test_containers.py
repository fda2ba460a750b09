"""The container file and its compose file: as small, as shut in and as set up as they say."""

from __future__ import annotations

import importlib
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import parser
from kiosk.settings import Settings
from kiosk.usecases.reach_kiosk import NAME_IN_RECIPE, PLACE_IN_RECIPE
from tests.deploy.building import Step, steps
from tests.deploy.deployed import settings_there_are, variables
from tests.house.tree import HOUSE, text

FILE = steps(text(Path("deploy/Containerfile")))
GIVEN = re.compile(r"\$\{\w+:-([^}]*)\}")

needs_yaml = pytest.mark.skipif(not find_spec("yaml"), reason="what reads YAML is not installed")


def said(word: str) -> list[Step]:
    return [step for step in FILE if step.word == word]


def env() -> dict[str, str]:
    return variables([pair for step in said("ENV") for pair in step.words])


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    """The services, as somebody gets them who has said nothing in an .env file."""
    yaml = importlib.import_module("yaml")
    read = json.dumps(yaml.safe_load(text(Path("deploy/compose.yaml"))))
    whole: dict[str, Any] = json.loads(GIVEN.sub(lambda found: found[1], read))
    return whole


def test_the_container_has_what_the_system_must_bring(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(HOUSE / "tools")
    system = importlib.import_module("system")
    wanted = {n for need in system.NEEDS if need.purpose == "run" for n in need.packages.split()}
    installed = {name for step in said("RUN") for name in step.said.split()}
    assert wanted - installed == set(), "deploy/Containerfile: install them too"


def test_the_container_runs_as_nobody_of_the_machine():
    assert [step.said for step in said("USER")] == ["10001:10001"]
    assert FILE.index(said("USER")[0]) < FILE.index(said("ENTRYPOINT")[0])


def test_nothing_is_copied_whole():
    sources = {word for step in said("COPY") for word in step.words[:-1] if word[0] != "-"}
    assert sources & {".", "./", "data", ".venv", ".git"} == set()
    gone = [s for s in sources if s[0] != "/" and not (HOUSE / s).exists()]
    assert gone == []


def test_the_container_starts_a_command_that_there_is():
    start = [*said("ENTRYPOINT")[0].words, *said("CMD")[-1].words]
    assert start[:3] == ["/opt/kiosk/.venv/bin/python", "-m", "kiosk"]
    assert callable(parser().parse_args(start[3:]).command)


def test_the_health_check_asks_where_the_kiosk_answers():
    (check,) = said("HEALTHCHECK")
    assert f"http://127.0.0.1:{Settings().port}/healthz" in check.said
    assert said("EXPOSE")[0].said == str(Settings().port)


def test_every_setting_of_the_container_is_one_that_is_read():
    ours = {name for name in env() if name.startswith("KIOSK_")}
    assert ours
    assert ours - settings_there_are() == set()


@needs_yaml
def test_every_setting_of_the_compose_file_is_one_that_is_read(composed: dict[str, Any]):
    for name, service in composed["services"].items():
        ours = {each for each in service["environment"] if each.startswith("KIOSK_")}
        assert ours - settings_there_are() == set(), f"deploy/compose.yaml: {name}"
    assert len(composed["services"]["kiosk"]["environment"]) > 4


@needs_yaml
def test_the_settings_of_the_containers_are_safe_together(composed: dict[str, Any]):
    settings = Settings.read({**env(), **composed["services"]["kiosk"]["environment"]})
    caddy = composed["services"]["caddy"]
    assert settings.proxy_from == (caddy["networks"]["inside"]["ipv4_address"],)
    assert settings.may_call("172.30.83.2")
    assert not settings.may_call("172.30.83.1")
    assert list(settings.hosts) == [caddy["environment"]["SITE"]]


def test_caddy_is_told_the_same_in_a_container_as_on_a_machine():
    plain, inside = (
        [line for line in text(Path("deploy", name)).splitlines() if not line.startswith("#")]
        for name in ("Caddyfile", "compose.Caddyfile")
    )
    swapped = "\n".join(plain).replace(NAME_IN_RECIPE, "{$SITE}")
    assert swapped.replace(PLACE_IN_RECIPE, f"kiosk:{Settings().port}").splitlines() == inside, (
        "deploy/compose.Caddyfile: say the same as deploy/Caddyfile, but for its two places"
    )


@needs_yaml
def test_all_that_is_kept_lies_in_a_volume_and_nothing_else_can_be_written(
    composed: dict[str, Any],
):
    settings = Settings.read({**env(), **composed["services"]["kiosk"]["environment"]})
    kept = [line.split(":")[1] for line in composed["services"]["kiosk"]["volumes"]]
    wanted = [settings.data, settings.key_file.parent, settings.backup]
    assert kept == [str(each) for each in wanted] == said("VOLUME")[0].words
    for name in ("kiosk", "schema", "caddy"):
        service = composed["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name


@needs_yaml
def test_only_caddy_is_reached_from_outside_and_the_kiosk_reaches_nobody(
    composed: dict[str, Any],
):
    services, networks = composed["services"], composed["networks"]
    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    for name in ("kiosk", "schema", "database"):
        assert all(networks[each]["internal"] for each in services[name]["networks"]), name


@needs_yaml
def test_postgresql_comes_with_its_profile_alone(composed: dict[str, Any]):
    services = composed["services"]
    profiles = {name: service.get("profiles") for name, service in services.items()}
    assert profiles == {
        "kiosk": None, "caddy": None, "database": ["postgres"], "schema": ["postgres"],
    }  # fmt: skip
    assert services["kiosk"]["depends_on"]["schema"]["required"] is False
    assert services["schema"]["volumes"] == services["kiosk"]["volumes"]
    assert callable(parser().parse_args(services["schema"]["command"]).command)


@needs_yaml
def test_the_schema_is_its_owners_and_the_kiosk_serves_as_a_role_that_changes_no_table(
    composed: dict[str, Any],
):
    services = composed["services"]
    serving, owning = (dict(services[name]["environment"]) for name in ("kiosk", "schema"))
    assert owning.pop("KIOSK_DATABASE_URL") == "postgresql://kiosk_owner:@database/kiosk"
    assert serving.pop("KIOSK_DATABASE_URL") == "", "SQLite, until the clinic says otherwise"
    assert owning == serving
    assert services["schema"]["command"] == ["migrate", "--app", "kiosk"]
    mounted = [line.split(":")[0] for line in services["database"]["volumes"]]
    assert mounted[1:] == ["./postgresql/roles.sql", "./postgresql/passwords.sh"]
    assert "OWNER_PASSWORD" not in serving
    assert "POSTGRES_USER" not in services["database"]["environment"], "no role of ours may do all"


def test_the_database_is_of_the_version_whose_tools_back_it_up():
    debian = next(step.said for step in FILE if step.word == "FROM")
    assert "bookworm" in debian
    assert "postgres:15-bookworm" in text(Path("deploy/compose.yaml")), (
        "bookworm's postgresql-client is of version 15: let deploy/compose.yaml say the same"
    )
