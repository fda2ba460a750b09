"""What is sent to each route while canaries are looked for: enough to be shown something."""

from __future__ import annotations

from collections.abc import Mapping

from tests.builders.clinic import PASSWORD

Said = Mapping[str, str]

DAYS = {"from": "2026-01-01", "to": "2026-12-31", "reason": "for the tax office"}
AGAIN = {"password": PASSWORD}
BORN = {"birth_date-day": "3", "birth_date-month": "2", "birth_date-year": "1990"}
LATE = "1971-01-01"
"""A birth date of nobody here."""

NOTHING: tuple[Said, ...] = ({},)

POSTED: dict[str, tuple[Said, ...]] = {
    "staff_accounts.change": (
        {"go": "roles"},
        {"go": "sites", "sites": "first"},
        {"go": "sign_out"},
    ),
    "staff_accounts.share": NOTHING,
    "begin.begin": (
        {"language": "en", "visit_kind": "returning", "go": "start"},
        {"go": "resume"},
    ),
    "bring_in.look_through": NOTHING,
    "bring_in.change": ({"go": "look", "order": "day"}, {"go": "bring"}, {"go": "back", **AGAIN}),
    "calendar.read": NOTHING,
    "check_paper.check": NOTHING,
    "setting_form.change": ({"country": "ES"}, {"go": "look"}),
    "mark_upload.upload": NOTHING,
    "rule_severity.weigh": ({"severity": "stop_and_ask"}, {"severity": "info"}),
    "setting_form.change_offer": ({"working_name": "Theo"},),
    "setting_form.change_site": ({"site_name": "Harbour"},),
    "sites.add": ({"site_name": "Harbour"}, {}),
    "site_shown.go_to": ({"site": "first"},),
    "devices.move": ({"site": "first"},),
    "setting_form.undo": ({"change": "1"},),
    "recovery_sheet.sheet": NOTHING,
    "recovery_sheet.confirm": ({"asked": "1 2 3"},),
    "audit_trail.take_out": ({**DAYS, **AGAIN, "kind": "", "by": ""},),
    "authenticator.confirm": ({"code": "123456"},),
    "corrections.correct": (
        {"question": "good_visit", "good_visit": "x", "reason": "by letter"},
        {},
    ),
    "corrections.find": ({}, {"words": "a"}, {"words": "Zebrafinch"}),
    "corrections.open_one": (
        {"question": "good_visit", "reason": "by letter"},
        {"question": "good_visit"},
        {"question": "health_note", "reason": "by letter"},
    ),
    "export.export": tuple(
        {**DAYS, **AGAIN, "format": kind, "go": go}
        for kind in ("csv", "jsonl")
        for go in ("count", "look", "download")
    ),
    "family_visits.plan": ({"full_name": "A Child", **BORN},),
    "legal_holds.place": ({}, {"kind": "client", "reason": "a court"}),
    "legal_holds.lift": ({"kind": "record", "record_why": "over", **AGAIN},),
    "text_review.sign": ({}, {"name": "Dr. Ines Vega", "sure": "yes"}),
    "copy_to_take.by_link": NOTHING,
    "welcome.wants_copy": NOTHING,
    "agreement_texts.write": ({"go": "preview"}, {"go": "publish"}, {"go": "retire"}),
    "agreements.withdraw": (
        {"card": "consent_story"},
        {"card": "consent_story", "asked_by": "client", "how": "by_phone"},
    ),
    "treatment.go_on": (
        {"go": "talk", "outcome": "talked", "flag": "r_emergency"},
        {"go": "start"},
        {"go": "end"},
    ),
    "hand_out.give": ({"go": "print", "card": "es"}, {"go": "link"}),
    "open_once.spend": NOTHING,
    "sign_again.sign": ({"go": "sign"},),
    "session_note.write": ({"go": "keep"}, {"go": "add"}),
    "restrictions.restrict": ({}, {"reason": "she asked"}),
    "restrictions.lift": ({}, {"lift_reason": "she asked", **AGAIN}),
    "retention_rules.choose": ({"person": "1", "record": "1"}, {"person": "1", **AGAIN}),
    "invitations.accept": (AGAIN,),
    "invitations.invite": ({"name": "Somebody Else", "roles": "desk"},),
    "invitations.take_back": NOTHING,
    "my_account.another_phone": (AGAIN,),
    "my_account.change_password": ({**AGAIN, "new_password": "short"},),
    "my_account.end": ({"end": "others"},),
    "my_account.renew_recovery_codes": (AGAIN,),
    "client_copies.copy": (
        {"copy_reason": "by letter", "go": "copy", **AGAIN},
        {"copy_reason": "by letter", "go": "paper", **AGAIN},
        {"copy_reason": "by letter", "go": "everything", **AGAIN},
        {"go": "copy"},
    ),
    "data_requests.erase": (
        {"erase_reason": "by letter"},
        {"erase_reason": "x", "sure": "yes", **AGAIN},
    ),
    "data_requests.erase_everything": (
        {"person_reason": "by letter"},
        {"person_reason": "x", "person_sure": "yes", **AGAIN},
    ),
    "moved_visits.copy": NOTHING,
    "named_therapist.take": NOTHING,
    "planned_visits.erase": NOTHING,
    "moved_visits.move": ({"day": "2026-03-12", "time": "9:00"}, {"day": "2020-01-01"}),
    "planned_visits.new_code": NOTHING,
    "planned_visits.plan": (
        {"time": "15:00", "full_name": "Theirs Client", **BORN, "phone": "555 0101"},
    ),
    "record.copy": NOTHING,
    "record.mark_read": NOTHING,
    "record.say_why": ({"reason": ""},),
    "record.take": ({"day": "2026-03-10"}, {"instead_of": "nobody"}),
    "duplicate_clients.decide": (
        {"go": "join", "one": "{theirs}", "other": "{corrected}"},
        {"go": "undo"},
    ),
    "client_search.search": ({"name": "client"}, {"name": "Zebrafinch"}),
    "devices.add_device": ({"name": "Tablet 9"},),
    "devices.pair": ({"code": "123 456"},),
    "devices.revoke": NOTHING,
    "first_run.set_up": ({"name": "Somebody"},),
    "sign_in.sign_in": ({"name": "Theo Hands", "password": "not this one, no"},),
    "sign_in.sign_out": NOTHING,
    "paper_requests.draw_again": ({"intake": "{theirs}"}, {}),
    "paper_requests.print_again": ({"intake": "{theirs}"}, {}),
    "programs.make": ({"name": "Books", "scope": "visits", "days": "30", **AGAIN}, {}),
    "programs.revoke": NOTHING,
    "print_station.take_next": NOTHING,
    "print_station.tell": NOTHING,
    "ask_after.ask": ({"go": "link"}, {"go": "asked"}),
    "stories.change": (
        {"go": "use", "where": "Newsletter"},
        {"go": "back", "asked_by": "client", "how": "by_phone"},
    ),
    "visit_links.make": NOTHING,
    "own_phone.show_code": ({"go": "show"},),
    "hand_over.hand": ({"tablet": "{tablet}"}, {}),
    "reflection.answer": ({"go": "open"}, {"go": "send", "listened": "no"}),
    "today.give_back": ({"tablet": "{tablet}"},),
    "urgent_calls.answer": NOTHING,
    "assisted_intake.begin": NOTHING,
    "assisted_intake.begin_planned": NOTHING,
    "assisted_intake.go_on": NOTHING,
    "unlock.forget": NOTHING,
    "unlock.lock": NOTHING,
    "unlock.trust": ({"unlock": "481592", **AGAIN}, {"unlock": "1"}),
    "unlock.unlock": ({"unlock": "481592"},),
    "unsigned_intake.erase": ({"reason": "no reason"},),
    "unsigned_intake.match": ({"visit": "{visit}"},),
    "step.post": ({"go": "here"}, {"go": "next", "step": "hello_again", "rev": "1"}),
    "identify_client.find": ({"name": "client"},),
    "identify_client.find_for_visit": ({"name": "client"},),
    "identify_client.not_them": NOTHING,
    "identify_client.say_who": ({"client": "{client}"},),
    "identify_client.say_who_comes": ({"client": "{client}"},),
}
"""By endpoint, what is posted there: enough for an answer that could show something."""


ASKED: dict[str, tuple[Said, ...]] = {
    "corrections.choose": ({}, {"question": "good_visit"}),
    "client_search.form": ({}, {"before": "9"}),
    "duplicate_clients.pairs": ({}, {"newest": "9", "one": "a", "other": "b"}),
    "retention_rules.form": ({}, {"person": "1", "record": "1", "client": "1", "grace": "7"}),
    "today.show_today": ({}, {"whose": "all"}, {"whose": "all", "day": "2026-01-20"}),
    "welcome.welcome": ({}, {"kept": "all"}),
}
"""By endpoint, what stands behind the address of a page, where that shows more of it."""
