"""What a clinic installs beside the kiosk: a browser's policy, a proxy, the page about both."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kiosk.settings import Settings
from tests.house.tree import text

POLICY = json.loads(text(Path("deploy/chromium-policy.json")))
RECIPE = text(Path("deploy/Caddyfile"))
TOLD = text(Path("docs/tablets.md"))
PLACE = "kiosk.clinic.internal"
"""Where a clinic writes its own name."""

OFF = {False, 2}  # Chromium's "do not allow", for switches and for those with three places


def test_the_browser_keeps_nothing_of_a_client():
    kept = [name for name in POLICY if re.match("Autofill|ImportAutofill|Payment|Password", name)]
    assert len(kept) >= 6
    assert {POLICY[name] for name in kept} <= OFF
    assert (POLICY["SavingBrowserHistoryDisabled"], POLICY["DownloadRestrictions"]) == (True, 3)
    assert POLICY["PrintingEnabled"] is False


def test_the_browser_sends_nothing_typed_to_anybody_else():
    for name in ("SpellCheckService", "Translate", "SearchSuggest", "MetricsReporting"):
        assert POLICY[f"{name}Enabled"] is False, name
    assert (POLICY["SyncDisabled"], POLICY["BrowserSignin"]) == (True, 0)
    assert POLICY["GenAiDefaultSettings"] in OFF


def test_the_browser_opens_the_kiosk_and_nothing_else():
    assert POLICY["URLBlocklist"] == POLICY["ExtensionInstallBlocklist"] == ["*"]
    assert POLICY["URLAllowlist"] == [f"https://{PLACE}"]
    assert POLICY["DeveloperToolsAvailability"] in OFF
    assert list(POLICY)[-1] == "URLAllowlist", "the page says that it is the last line"


def test_the_proxy_leads_to_where_the_kiosk_answers_by_itself():
    plain = Settings()
    assert re.search(r"^\ttls internal$", RECIPE, re.MULTILINE)
    assert re.search(rf"reverse_proxy {re.escape(plain.host)}:{plain.port}\b", RECIPE)
    assert re.search(rf"^{re.escape(PLACE)} {{", RECIPE, re.MULTILINE)


def test_the_page_names_all_of_it():
    for words in (PLACE, "deploy/Caddyfile", "deploy/chromium-policy.json", "Guided Access",
                  "App pinning", "KIOSK_PROXIES=1", "KIOSK_HOST=127.0.0.1",
                  "KIOSK_INSECURE_LAN=yes", "KIOSK_IDLE_SECONDS"):  # fmt: skip
        assert words in TOLD, words
