"""The web: Flask and WTForms live here and nowhere else. A room for each who stands there."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from .http import later

PAGES = {
    "account": ("authenticator", "my_account", "sign_in", "unlock"),
    "admin": (
        "agreement_texts",
        "api",
        "audit_trail",
        "bring_in",
        "client_copies",
        "clinic_settings",
        "data_requests",
        "devices",
        "export",
        "export_dictionary",
        "figures",
        "first_run",
        "health_page",
        "invitations",
        "legal_holds",
        "mark_upload",
        "programs",
        "recovery_sheet",
        "reflections",
        "restrictions",
        "retention_rules",
        "rule_severity",
        "setting_form",
        "sites",
        "staff_accounts",
        "stories",
        "text_review",
        "week_report",
    ),
    "client": ("begin", "open_once", "own_phone", "reflection", "step", "welcome"),
    "desk": (
        "ask_after",
        "agreements",
        "assisted_intake",
        "calendar",
        "check_paper",
        "duplicate_clients",
        "family_visits",
        "hand_over",
        "identify_client",
        "paper_requests",
        "moved_visits",
        "named_therapist",
        "planned_visits",
        "print_station",
        "site_shown",
        "today",
        "unsigned_intake",
        "urgent_calls",
        "visit_links",
    ),
    "http": ("health", "look", "static_files"),
    "questions": ("follow_up_file",),
    "therapist": (
        "blank_form",
        "client_history",
        "client_search",
        "copy_to_take",
        "corrections",
        "hand_out",
        "record",
        "reflection_read",
        "room_card",
        "session_note",
        "sign_again",
        "treatment",
        "whole_visit",
    ),
}
"""By room, the modules that have routes."""


def blueprints() -> Iterable[Blueprint]:
    """Every page of the web, each module with its own routes."""
    return later.blueprints(
        tuple(
            f"{__name__}.{room}.{module}" for room, modules in PAGES.items() for module in modules
        )
    )
