"""Fixed texts: the kiosk's own words on the client's pages, by key."""

from collections.abc import Mapping

SAFETY_TEXTS = (
    *("scope_note", "scope_note_list", "tell_desk", "ask_the_desk", "talk_first_ok"),
    *("signal_seen", "private_ok", "self_care_gently", "green_covered", "grown_up_missing"),
    *("stop_here_note", "still_there", "welcome_privacy", "pdf_footer"),
)
"""Those that somebody's safety may hang on: a clinician reads and signs for them."""

TEXTS: Mapping[str, str] = {
    "scope_note": (
        "Massage therapists are not psychotherapists. Your therapist keeps a calm, "
        "safe space, does not judge, and does not ask you to explain. For talking "
        "help, you can ask."
    ),
    "scope_note_list": "For talking help, your therapist can give you a list.",
    "tell_desk": (
        "Thank you for telling us. Please tell the person at the desk now, before "
        "you go on. If you feel very unwell, ask them to call for medical help."
    ),
    "talk_first_ok": "That is fine. Your therapist will talk with you before anything starts.",
    "signal_seen": "Your therapist stops right there, and waits for you.",
    "private_ok": "Thank you. Your therapist will give you time alone.",
    "self_care_gently": (
        "Go gently. Never on a new injury, hot or swollen places, or varicose veins. "
        "Stop if it hurts sharply."
    ),
    "since_new": "New",
    "since_weeks": "Some weeks",
    "since_long": "A long time",
    "both_sides": "Both sides",
    "ask_the_desk": "Please ask the person at the desk. They will help you go on.",
    "erase_sure": (
        "Erase everything you wrote? Nobody will see it, and it cannot be brought back."
    ),
    "erased": "Everything you wrote is erased.",
    "skip": "Skip",
    "next": "Next",
    "back": "Back",
    "stop_here": "Stop and keep my answers",
    "erase": "Stop and erase",
    "still_there": "Are you still there? We will hide your answers soon to keep them private.",
    "required": "Please answer this, or skip",
    "none_clears": 'Choosing "none" clears the others',
    "agree": "I agree",
    "talk_first": "I want to talk first",
    "yes": "Yes",
    "no": "No",
    "mark_work": "Work here",
    "mark_gentle": "Be gentle",
    "mark_avoid": "Please stay away",
    "mark_ask": "Ask me first",
    "map_front": "Front",
    "map_back": "Back",
    "map_list": "Use a list instead",
    "sign_draw": "Draw",
    "sign_type": "Type my name",
    "sign_clear": "Clear",
    "add_more": "Add more (optional)",
    "told_desk": "I have told them",
    "marked_on_map": "You marked this area on the map.",
    "welcome_privacy": (
        "Only staff who need your answers read them. This tablet forgets them when you finish."
    ),
    "stop_here_note": "We keep them for %(minutes)d minutes. Ask the desk to go on.",
    "hide_screen": "Hide screen",
    "stop_or_help": "Stop or get help",
    "talk_to_person": "Talk to a person",
    "im_here": "I am here",
    "display": "Display",
    "text_size": "Text size",
    "theme_light": "Light",
    "theme_dark": "Dark",
    "theme_bold": "Bold",
    "no_mark": "No mark",
    "use_picture": "Use the picture",
    "your_left": "Your left",
    "your_right": "Your right",
    "green_covered": "The green area always stays covered.",
    "change": "Change",
    "day": "Day",
    "month": "Month",
    "year": "Year",
    "star_meaning": "A star marks what we most need to know.",
    "saved": "Saved",
    "not_saved": "Not saved yet. We keep trying.",
    "try_again": "Try again",
    "errors_title": "Something to check",
    "grown_up_missing": "My grown-up is not here",
    "ask_desk_paper": "Ask the desk for a paper form.",
    "already_sent": "This was already sent. Thank you.",
    "continue_elsewhere": "You went on in another window. Here is where you are.",
    "listen": "Listen",
    "pdf_footer": (
        "Client's own answers. Flags are prompts for the therapist's judgement; they "
        "are not medical advice and never refuse a client."
    ),
}
