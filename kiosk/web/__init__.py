"""The web: Flask and WTForms live here and nowhere else. A room for each who stands there."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Every page of the web, each module with its own routes."""
    from .account import authenticator, my_account, sign_in
    from .admin import (
        clinic_settings,
        data_requests,
        export,
        first_run,
        invitations,
        staff_accounts,
    )
    from .client import step, welcome
    from .desk import (
        assisted_intake,
        duplicate_clients,
        family_visits,
        identify_client,
        planned_visits,
        today,
        unsigned_intake,
    )
    from .http import health, static_files
    from .questions import follow_up_file
    from .therapist import blank_form, client_history, client_search, corrections, record

    for_account = (authenticator, my_account, sign_in)
    for_admin = (clinic_settings, data_requests, export, first_run, invitations, staff_accounts)
    for_client = (step, welcome)
    for_desk = (
        assisted_intake,
        duplicate_clients,
        family_visits,
        identify_client,
        planned_visits,
        today,
        unsigned_intake,
    )
    for_http = (health, static_files)
    for_questions = (follow_up_file,)
    for_therapist = (blank_form, client_history, client_search, corrections, record)
    modules = (
        *for_account,
        *for_admin,
        *for_client,
        *for_desk,
        *for_http,
        *for_questions,
        *for_therapist,
    )
    return tuple(module.routes for module in modules)
