"""When a step of the first visit is walked again: on a return visit it opens only for a reason."""

from ..conditions import AnyOf, Has, Is


def opens(step: str, *changed: str) -> AnyOf:
    """On a first visit always; later for what has changed, or where the step is due again.

    The fact ``opened`` names the steps that open by themselves, or that a client asked for.
    """
    when = Is("visit_kind", "new") | Has("opened", (step,))
    return when | Has("changed", changed) if changed else when
