"""What a clinic installs beside the kiosk: a browser's policy, a proxy, the page about both."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kiosk.settings import Settings
from kiosk.usecases.reach_kiosk import caddyfile
from tests.house.tree import text

POLICY = json.loads(text(Path("deploy/chromium-policy.json")))
RECIPE = text(Path("deploy/Caddyfile"))
FOR_TWO = text(Path("deploy/Caddyfile.hosts"))
TOLD = text(Path("docs/tablets.md"))
PLACE = "kiosk.clinic.internal"
"""Where a clinic writes its own name."""

MEND = "Mend deploy/chromium-policy.json"
WHAT_IS_TYPED = "Autofill|ImportAutofill|Payment|Password"

OFF = {False, 2}  # Chromium's "do not allow", for switches and for those with three places


def test_the_browser_keeps_nothing_of_a_client():
    kept = [name for name in POLICY if re.match(WHAT_IS_TYPED, name)]
    assert len(kept) >= 6, f"{MEND}: it says nothing any more of {WHAT_IS_TYPED}"
    on = [name for name in kept if POLICY[name] not in OFF]
    assert not on, f"{MEND}: turn {on} off"
    wanted = {"SavingBrowserHistoryDisabled": True, "DownloadRestrictions": 3}
    assert wanted.items() <= POLICY.items(), f"{MEND}: it has to say {wanted}"
    assert POLICY["PrintingEnabled"] is False, f'{MEND}: "PrintingEnabled": false'


def test_the_browser_sends_nothing_typed_to_anybody_else():
    for name in ("SpellCheckService", "Translate", "SearchSuggest", "MetricsReporting"):
        assert POLICY[f"{name}Enabled"] is False, f'{MEND}: "{name}Enabled": false'
    wanted = {"SyncDisabled": True, "BrowserSignin": 0}
    assert wanted.items() <= POLICY.items(), f"{MEND}: it has to say {wanted}"
    assert POLICY["GenAiDefaultSettings"] in OFF, f'{MEND}: "GenAiDefaultSettings": 2'


def test_the_browser_opens_the_kiosk_and_nothing_else():
    wanted = {
        "URLBlocklist": ["*"],
        "ExtensionInstallBlocklist": ["*"],
        "URLAllowlist": [f"https://{PLACE}"],
    }
    assert wanted.items() <= POLICY.items(), f"{MEND}: it has to say {wanted}"
    tools = POLICY["DeveloperToolsAvailability"]
    assert tools in OFF, f'{MEND}: "DeveloperToolsAvailability": 2'
    last = list(POLICY)[-1]
    assert last == "URLAllowlist", f"{MEND}: docs/tablets.md says that URLAllowlist comes last"


def test_the_proxy_leads_to_where_the_kiosk_answers_by_itself():
    plain = Settings()
    for line in ("\ttls internal", f"\treverse_proxy {plain.host}:{plain.port}", f"{PLACE} {{"):
        found = re.search(rf"^{re.escape(line)}(?!\w)", RECIPE, re.MULTILINE)
        assert found, f"deploy/Caddyfile lacks the line {line!r}, or kiosk/settings.py has moved"


def test_the_proxy_is_written_for_a_clinics_own_address():
    written = caddyfile(Settings(port=8080), "192.0.2.7")
    assert PLACE not in written
    for line in ("192.0.2.7 {", "default_sni 192.0.2.7", "reverse_proxy 127.0.0.1:8080"):
        assert line in written, f"deploy/Caddyfile and kiosk/usecases/reach_kiosk.py: no {line!r}"


def test_the_proxy_waits_for_no_slow_caller():
    for line in ("read_header 5s", "read_body 5s"):
        assert line in RECIPE, f"deploy/Caddyfile lacks {line!r}: slow callers would stop the kiosk"


def test_the_proxy_of_two_hosts_is_that_of_one_and_asks_the_next_where_one_is_gone():
    def plain(written: str) -> set[str]:
        return {line for line in written.splitlines() if not line.strip().startswith("#")}

    more = plain(FOR_TWO) - plain(RECIPE)
    assert plain(RECIPE) - plain(FOR_TWO) == {"\treverse_proxy 127.0.0.1:8000"}
    assert {"\t\tlb_try_duration 5s", "\t\tlb_policy round_robin"} <= more
    assert "health_uri" not in FOR_TWO, "an error page of the kiosk keeps what was typed"


def test_the_proxy_speaks_no_old_tls():
    line = "protocols tls1.2 tls1.3"
    assert line in FOR_TWO
    assert line in RECIPE, f"deploy/Caddyfile lacks {line!r}: old TLS can be read on the way"


def test_the_page_names_all_of_it():
    for words in (PLACE, "deploy/Caddyfile", "deploy/chromium-policy.json", "Guided Access",
                  "App pinning", "KIOSK_PROXIES=1", "KIOSK_HOST=127.0.0.1",
                  "KIOSK_INSECURE_LAN=yes", "KIOSK_IDLE_SECONDS"):  # fmt: skip
        assert words in TOLD, f"docs/tablets.md does not say {words} any more: a clinic needs it"
