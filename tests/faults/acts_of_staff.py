"""What staff write: the treatment, its note, records, devices that they trust."""

from __future__ import annotations

from datetime import date

from kiosk.exports.press import Press
from kiosk.intake.treatment_lines import lines_to_choose
from kiosk.store.access import trusted_devices
from kiosk.store.access.staff import Staff
from kiosk.usecases import (
    correct_record,
    export_records,
    hand_out,
    print_visit,
    read_audit,
    read_record,
    take_out_person,
    treat_client,
    write_note,
)
from kiosk.usecases.exported_visits import Exporter, Wanted
from tests.faults.acts import Do, mei, signs, within, writes
from tests.usecases.clinic import Small
from tests.usecases.test_write_note import WHOLE

CODE = "481592"


@writes(treat_client.read_treatment, again="audit")
def reads_it_before_the_session(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: treat_client.read_treatment(house.store, who, this)


@writes(print_visit.whole_visit, again="audit")
def prints_the_whole_visit(house: Small) -> Do:
    who, this = mei(house), signs(house)
    treat_client.start(house.store, who, this)
    treat_client.end(house.store, who, this)
    return lambda: print_visit.whole_visit(house.store, who, this)


@writes(treat_client.talk_about)
def talks_about_a_line(house: Small) -> Do:
    who, this = mei(house), signs(house, warning_signs=["chest_breath"])
    with house.store.reading() as tx:
        (stop,) = treat_client.look_at(tx, who, this).stop
    return lambda: treat_client.talk_about(house.store, who, this, stop, "adapted")


def lines_of(house: Small, who: Staff, this: str) -> list[str]:
    with house.store.reading() as tx:
        stands = treat_client.look_at(tx, who, this).stands
    return [line.key for line in lines_to_choose(stands.in_full)][:3]


@writes(treat_client.choose_lines)
def chooses_lines(house: Small) -> Do:
    who, this = mei(house), signs(house, pressure="p2_light", pause_signal="raise_hand")
    lines = lines_of(house, who, this)
    return lambda: treat_client.choose_lines(house.store, who, this, lines)


@writes(treat_client.say_understood)
def says_that_they_are_right(house: Small) -> Do:
    who, this = mei(house), signs(house, pressure="p2_light", pause_signal="raise_hand")
    lines = lines_of(house, who, this)
    treat_client.choose_lines(house.store, who, this, lines)
    return lambda: treat_client.say_understood(house.store, who, this, lines, is_right=True)


OPENED = {"any_sensitive": "choose", "sensitive_abdomen": "over_cover"}


@writes(treat_client.sign_areas_again)
def signs_areas_again(house: Small) -> Do:
    who, this = mei(house), signs(house, **OPENED)
    areas, drawn = {"sensitive_abdomen": "no"}, {"method": "typed", "name": "Mara Quill"}
    return lambda: treat_client.sign_areas_again(house.store, who, this, areas, drawn)


@writes(treat_client.ask_again)
def asks_once_more(house: Small) -> Do:
    who, this = mei(house), signs(house, **OPENED)
    return lambda: treat_client.ask_again(
        house.store, who, this, "sensitive_abdomen", "no", "client"
    )


@writes(treat_client.start)
def begins_the_session(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: treat_client.start(house.store, who, this)


@writes(treat_client.tap)
def taps_in_the_room(house: Small) -> Do:
    who, this = mei(house), signs(house)
    treat_client.start(house.store, who, this)
    return lambda: treat_client.tap(house.store, who, this, "tears_go_on", "post 1")


@writes(treat_client.end)
def ends_the_session(house: Small) -> Do:
    who, this = mei(house), signs(house)
    treat_client.start(house.store, who, this)
    return lambda: treat_client.end(house.store, who, this)


@writes(write_note.read_note, again="audit")
def reads_the_note(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: write_note.read_note(house.store, who, this)


@writes(write_note.keep_note)
def keeps_the_note(house: Small) -> Do:
    who, this = mei(house), signs(house)
    rev = write_note.keep_note(house.store, who, this, {"note_text": "Neck"}, 0).rev
    return lambda: write_note.keep_note(house.store, who, this, {"note_text": "Neck, soft"}, rev)


@writes(write_note.sign_note)
def signs_the_note(house: Small) -> Do:
    who, this = mei(house), signs(house)
    write_note.keep_note(house.store, who, this, WHOLE, 0)
    return lambda: write_note.sign_note(house.store, who, this, WHOLE)


@writes(write_note.add_to_note)
def adds_to_the_note(house: Small) -> Do:
    who, this = with_a_note(house)
    return lambda: write_note.add_to_note(house.store, who, this, "Called: no soreness.")


def with_a_note(house: Small) -> tuple[Staff, str]:
    who, this = mei(house), signs(house)
    write_note.sign_note(house.store, who, this, WHOLE)
    return who, this


@writes(hand_out.hand_out, again="audit")
def hands_out(house: Small) -> Do:
    who, this = with_a_note(house)
    return lambda: hand_out.hand_out(house.store, who, this, hand_out.Wanted("es"))


@writes(hand_out.link_to_handout, again="audit")
def makes_a_link(house: Small) -> Do:
    who, this = with_a_note(house)
    return lambda: hand_out.link_to_handout(house.store, who, this, hand_out.Wanted("es"))


@writes(hand_out.open_once)
def opens_a_link(house: Small) -> Do:
    who, this = with_a_note(house)
    token = hand_out.link_to_handout(house.store, who, this, hand_out.Wanted("es"))
    return lambda: hand_out.open_once(house.store, token)


@writes(correct_record.correct_as, correct_record.correct_record)
def puts_right(house: Small) -> Do:
    who, this = mei(house), signs(house, phone="555-0101")
    said = ("phone", "555-0102", "misread")
    return lambda: correct_record.correct_as(house.store, who, this, *said)


@writes(read_record.open_record, again="audit")
def opens_a_record(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: read_record.open_record(house.store, who, this)


@writes(read_record.read_record, again="audit")
def reads_a_record(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: read_record.read_record(house.store, who, this, "print")


@writes(read_record.take_visit)
def takes_a_visit(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: read_record.take_visit(house.store, who, this)


@writes(read_record.mark_read)
def marks_as_read(house: Small) -> Do:
    who, this = mei(house), signs(house)
    return lambda: read_record.mark_read(house.store, who, this)


@writes(export_records.export_records, again="audit")
def exports(house: Small) -> Do:
    wanted = Wanted(date(2026, 3, 1), date(2026, 3, 31), "csv", "moving")
    return lambda: export_records.export_records(house.store, wanted, Exporter("mei"))


@writes(export_records.look_at_export, again="audit")
def looks_at_an_export(house: Small) -> Do:
    wanted = Wanted(date(2026, 3, 1), date(2026, 3, 31), "csv", "moving")
    return lambda: export_records.look_at_export(house.store, wanted, Exporter("mei"))


@writes(export_records.keep_columns)
def keeps_columns(house: Small) -> Do:
    who = mei(house)
    return lambda: export_records.keep_columns(house.store, who, ("visit", "draping"))


@writes(read_audit.export_audit, again="audit")
def exports_the_audit(house: Small) -> Do:
    asked = read_audit.Asked(date(2026, 3, 1), date(2026, 3, 31))
    return lambda: read_audit.export_audit(house.store, asked, house.clinic, "mei", "a complaint")


@writes(take_out_person.take_out_person, again="audit")
def takes_a_person_out(house: Small) -> Do:
    who, this = mei(house), signs(house)
    said = (Press(), who, house.clinic, this, "they asked")
    return lambda: take_out_person.take_out_person(house.store, *said)


@writes(trusted_devices.trust, again="audit session")
def trusts_a_device(house: Small) -> Do:
    return within(house.store, trusted_devices.trust, mei(house), CODE)


def trusted(house: Small) -> str:
    who = mei(house)
    with house.store.writing() as tx:
        return trusted_devices.trust(tx, who, CODE)


@writes(trusted_devices.unlock)
def unlocks_a_device(house: Small) -> Do:
    device = trusted(house)
    return lambda: trusted_devices.unlock(house.store, device, CODE)


@writes(trusted_devices.forget)
def trusts_it_no_more(house: Small) -> Do:
    return within(house.store, trusted_devices.forget, trusted(house))
