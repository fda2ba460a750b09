"""The web: Flask and WTForms live here and nowhere else."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Every room of the web, each with its own pages."""
    from .account.authenticator import code_app
    from .account.my_account import me
    from .account.sign_in import sign
    from .admin.clinic_settings import clinic_settings
    from .admin.data_requests import on_request
    from .admin.export import exporting
    from .admin.first_run import setup
    from .admin.invitations import inviting
    from .admin.staff_accounts import accounts
    from .client.step import walk
    from .client.welcome import client
    from .desk.assisted_intake import together
    from .desk.duplicate_clients import same
    from .desk.family_visits import family
    from .desk.identify_client import whois
    from .desk.planned_visits import planning
    from .desk.today import today
    from .desk.unsigned_intake import waiting
    from .http.health import health
    from .http.static_files import assets
    from .questions.follow_up_file import asking
    from .therapist.blank_form import blank
    from .therapist.client_history import person
    from .therapist.client_search import searching
    from .therapist.corrections import correcting
    from .therapist.record import reading

    for_clients = (client, walk)
    for_desk = (family, planning, same, waiting, whois)
    for_therapists = (blank, person, reading, searching, today)
    for_admins = (accounts, clinic_settings, exporting, inviting, on_request, setup)
    for_all_staff = (code_app, correcting, me, sign, together)
    for_staff = (*for_desk, *for_therapists, *for_admins, *for_all_staff)
    return asking, assets, health, *for_clients, *for_staff
