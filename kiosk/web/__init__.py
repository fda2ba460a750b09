"""The web: Flask and WTForms live here and nowhere else."""

from __future__ import annotations

from flask import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Every room of the web, each with its own pages."""
    from .accounts import accounts
    from .asking import asking
    from .assets import assets
    from .blank import blank
    from .client import client
    from .clinic_settings import clinic_settings
    from .code_app import code_app
    from .correcting import correcting
    from .exporting import exporting
    from .family import family
    from .health import health
    from .inviting import inviting
    from .me import me
    from .on_request import on_request
    from .person import person
    from .planning import planning
    from .reading import reading
    from .same import same
    from .searching import searching
    from .setup import setup
    from .staff import sign
    from .step import walk
    from .today import today
    from .together import together
    from .waiting import waiting
    from .whois import whois

    for_clients = (client, walk)
    for_desk = (family, planning, same, waiting, whois)
    for_therapists = (blank, person, reading, searching, today)
    for_admins = (accounts, clinic_settings, exporting, inviting, on_request, setup)
    for_all_staff = (code_app, correcting, me, sign, together)
    for_staff = (*for_desk, *for_therapists, *for_admins, *for_all_staff)
    return asking, assets, health, *for_clients, *for_staff
