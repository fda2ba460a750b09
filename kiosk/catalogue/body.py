"""The places on the body that can be marked. Genitals and the gluteal cleft are not among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..frozen import dataclass


@dataclass(frozen=True)
class Region:
    """One place on the body. Left and right are the client's own."""

    key: str
    figure: Literal["front", "back"]
    group: str
    label: str
    sensitive: str = ""
    """The private-area question this place belongs to, where it does."""


REGIONS = (
    Region("forehead", "front", "head", "Forehead and temples"),
    Region("face_jaw", "front", "head", "Face and jaw"),
    Region("neck_front", "front", "neck", "Front of neck"),
    Region("shoulder_front_left", "front", "shoulder", "Front of shoulder (left)"),
    Region("shoulder_front_right", "front", "shoulder", "Front of shoulder (right)"),
    Region("chest_left", "front", "chest", "Chest muscles (left)", "sensitive_chest_wall"),
    Region("chest_right", "front", "chest", "Chest muscles (right)", "sensitive_chest_wall"),
    Region("abdomen", "front", "abdomen", "Belly", "sensitive_abdomen"),
    Region("upper_arm_front_left", "front", "arm", "Front of upper arm (left)"),
    Region("upper_arm_front_right", "front", "arm", "Front of upper arm (right)"),
    Region("forearm_left", "front", "arm", "Front of forearm (left)"),
    Region("forearm_right", "front", "arm", "Front of forearm (right)"),
    Region("hand_left", "front", "hand", "Palm and wrist (left)"),
    Region("hand_right", "front", "hand", "Palm and wrist (right)"),
    Region("hip_front_left", "front", "hip", "Front of hip (left)"),
    Region("hip_front_right", "front", "hip", "Front of hip (right)"),
    Region("thigh_front_left", "front", "leg", "Front of thigh (left)"),
    Region("thigh_front_right", "front", "leg", "Front of thigh (right)"),
    Region(
        "inner_thigh_left", "front", "inner_thigh", "Inner thigh (left)", "sensitive_inner_thigh"
    ),
    Region(
        "inner_thigh_right", "front", "inner_thigh", "Inner thigh (right)", "sensitive_inner_thigh"
    ),
    Region("knee_left", "front", "leg", "Knee (left)"),
    Region("knee_right", "front", "leg", "Knee (right)"),
    Region("shin_left", "front", "leg", "Shin (left)"),
    Region("shin_right", "front", "leg", "Shin (right)"),
    Region("foot_top_left", "front", "foot", "Top of foot (left)"),
    Region("foot_top_right", "front", "foot", "Top of foot (right)"),
    Region("scalp", "back", "head", "Scalp"),
    Region("neck_back", "back", "neck", "Back of neck"),
    Region("shoulder_back_left", "back", "shoulder", "Back of shoulder (left)"),
    Region("shoulder_back_right", "back", "shoulder", "Back of shoulder (right)"),
    Region("upper_back_left", "back", "back", "Upper back (left)"),
    Region("upper_back_right", "back", "back", "Upper back (right)"),
    Region("mid_back_left", "back", "back", "Middle back (left)"),
    Region("mid_back_right", "back", "back", "Middle back (right)"),
    Region("low_back_left", "back", "low_back", "Low back (left)"),
    Region("low_back_right", "back", "low_back", "Low back (right)"),
    Region("sacrum", "back", "low_back", "Base of the spine"),
    Region("buttock_left", "back", "glutes", "Buttock and outer hip (left)", "sensitive_glutes"),
    Region("buttock_right", "back", "glutes", "Buttock and outer hip (right)", "sensitive_glutes"),
    Region("upper_arm_back_left", "back", "arm", "Back of upper arm (left)"),
    Region("upper_arm_back_right", "back", "arm", "Back of upper arm (right)"),
    Region("forearm_back_left", "back", "arm", "Back of forearm (left)"),
    Region("forearm_back_right", "back", "arm", "Back of forearm (right)"),
    Region("hand_back_left", "back", "hand", "Back of hand (left)"),
    Region("hand_back_right", "back", "hand", "Back of hand (right)"),
    Region("thigh_back_left", "back", "leg", "Back of thigh (left)"),
    Region("thigh_back_right", "back", "leg", "Back of thigh (right)"),
    Region("knee_back_left", "back", "leg", "Back of knee (left)"),
    Region("knee_back_right", "back", "leg", "Back of knee (right)"),
    Region("calf_left", "back", "calf", "Calf (left)"),
    Region("calf_right", "back", "calf", "Calf (right)"),
    Region("foot_sole_left", "back", "foot", "Sole of foot (left)"),
    Region("foot_sole_right", "back", "foot", "Sole of foot (right)"),
)

REGION: Mapping[str, Region] = {region.key: region for region in REGIONS}

OTHER_SIDE: Mapping[str, str] = {
    key: other
    for key in REGION
    for side, opposite in (("_left", "_right"), ("_right", "_left"))
    if key.endswith(side) and (other := key.removesuffix(side) + opposite) in REGION
}
"""The same place on the other side of the body, for each that has one."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    region.key: (region.group, "sensitive") if region.sensitive else (region.group,)
    for region in REGIONS
}
"""The groups each region belongs to; private areas are also in the group ``sensitive``."""
