"""What is written about agreements, and for a copy of them to take along."""

from __future__ import annotations

from datetime import date

from kiosk.catalogue.questions import InOwnWords
from kiosk.store.records import records
from kiosk.usecases import (
    give_copy,
    know_agreements,
    publish_agreement,
    review_texts,
    withdraw_agreement,
)
from tests.faults.acts import Do, mei, signs, within, writes
from tests.usecases.clinic import Small


def worded(card: str = "consent_stop") -> publish_agreement.NewWords:
    text = "I can say stop, pause, softer, or no at any time, and it is done."
    words = (InOwnWords("en", "You can stop", text),)
    return publish_agreement.NewWords(card, words, date(2030, 1, 1))


@writes(publish_agreement.publish_agreement)
def publishes_an_agreement(house: Small) -> Do:
    clinic = house.clinic
    return lambda: publish_agreement.publish_agreement(house.store, clinic, worded(), "admin")


@writes(give_copy.wish_copy)
def wishes_a_copy(house: Small) -> Do:
    signed = signs(house)
    with house.store.writing() as tx:
        give_copy.offer_copy(tx, records.find(tx, signed), house.tablet.id)
    return lambda: give_copy.wish_copy(house.store, house.tablet.id)


@writes(give_copy.link_to_copy, again="audit")
def links_to_a_copy(house: Small) -> Do:
    who, signed = mei(house), signs(house)
    return lambda: give_copy.link_to_copy(house.store, who, signed)


@writes(give_copy.open_copy)
def opens_a_copy(house: Small) -> Do:
    token = give_copy.link_to_copy(house.store, mei(house), signs(house))
    return lambda: give_copy.open_copy(house.store, token)


@writes(give_copy.gave_copy)
def gave_a_copy(house: Small) -> Do:
    signed = signs(house)
    with house.store.writing() as tx:
        give_copy.offer_copy(tx, records.find(tx, signed), house.tablet.id)
    give_copy.wish_copy(house.store, house.tablet.id)
    return lambda: give_copy.gave_copy(house.store, signed)


@writes(review_texts.sign_review)
def signs_for_the_texts(house: Small) -> Do:
    clinic, version = house.clinic, review_texts.version_of(house.clinic)
    said = (house.store, clinic, "Dr. Ines Vega", version, "admin")
    return lambda: review_texts.sign_review(*said, is_sure=True)


@writes(publish_agreement.retire_agreement)
def retires_an_agreement(house: Small) -> Do:
    clinic = house.clinic
    own = publish_agreement.publish_agreement(house.store, clinic, worded(""), "admin").card
    return lambda: publish_agreement.retire_agreement(house.store, clinic, own, "admin")


@writes(know_agreements.know_agreements, again="audit")
def looks_at_agreements(house: Small) -> Do:
    who, signed = mei(house), signs(house)
    return lambda: know_agreements.know_agreements(house.store, who, house.clinic, signed)


@writes(know_agreements.take_back, again="audit")
def takes_an_agreement_back(house: Small) -> Do:
    who, signed = mei(house), signs(house, consent_story="yes")
    said = (signed, "consent_story", "client", "by_phone")
    return lambda: know_agreements.take_back(house.store, who, house.clinic, *said)


@writes(withdraw_agreement.withdraw_agreement)
def takes_back(house: Small) -> Do:
    this = signs(house, consent_story="yes")
    said = (this, "consent_story", "client", "in_person", "desk")
    return within(house.store, withdraw_agreement.withdraw_agreement, *said)
