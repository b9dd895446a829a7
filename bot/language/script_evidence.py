"""What a buyer is told of a picture that is not kept: why, and what would do."""

from bot.language.line import Line

EVIDENCE_NO_PICTURE = Line(
    "evidence.no_picture",
    "That file isn't a picture I can open. Could you send it as a photo, in JPEG or PNG?",
)
# NOTE: HEIC is the format of iPhone photos; keep the name as it is.
EVIDENCE_UNREADABLE = Line(
    "evidence.unreadable_picture",
    "Your phone saved this picture as HEIC, which I can't open here. Could you send it as JPEG, or take a screenshot of it?",
)
EVIDENCE_BROKEN = Line(
    "evidence.broken_picture",
    "This picture didn't arrive whole. Could you send it once more?",
)
EVIDENCE_TOO_LARGE = Line(
    "evidence.picture_too_large",
    "This picture is larger than I can open. Could you send a smaller one, or a screenshot of it?",
)
EVIDENCE_TOO_HEAVY = Line(
    "evidence.picture_too_heavy",
    "This file is too heavy for me to take in. Could you send a smaller picture?",
)
# NOTE: the chat app has it, and did not give it to us in several tries.
EVIDENCE_LOST = Line(
    "evidence.lost",
    "Your picture didn't reach me. Could you send it once more?",
)

WHY_NOT_KEPT = {
    line.key.removeprefix("evidence."): line
    for line in (EVIDENCE_NO_PICTURE, EVIDENCE_UNREADABLE, EVIDENCE_BROKEN, EVIDENCE_TOO_LARGE, EVIDENCE_TOO_HEAVY)
}
"""The line for each refusal, by the code of its error."""
