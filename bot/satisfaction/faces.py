"""What a face says of how it was, drawn or typed. Some say nothing: 🙏 is thanks, 😂 only a laugh."""

import re

_GRADES = {
    7: "😍🥰😘🤩🥳❤🧡💛💚💙💜🤍🖤🤎💗💖💕💓💞💘💝😻💯🏆🥇🤗🎉",
    6: "👍👌😊😀😃😄😁😺☺👏🙌💪🔥😎🤝🫶✅😌🤙🌹🌸💐✌🆗",
    5: "🙂😉",
    4: "😐😑🤷😶",
    3: "😕🫤🙁☹🤨😬🙄😟",
    2: "👎😞😔😒😠😤😢😥😓😩😫😣😖☠❌🤦😾",
    1: "😡🤬🤮🤢💩🖕🤡👿😈💔",
}
_OF = {face: grade for grade, faces in _GRADES.items() for face in faces}
_TEARS = re.compile("[😭🥺]")
_TYPED = {
    6: re.compile(r"(?<![\w:;=])[:=;]-?(?:\)+|D+\b|]+)|\(:|\^_?\^|(?<![\w(])\){2,}|(?<!\()\){3,}"),
    7: re.compile(r"<3+(?!\d)"),
    3: re.compile(r"(?<![\w:/=]):-?[/\\|](?!/)|-_+-"),
    2: re.compile(r"(?<![\w:;=])[:=]['’]?-?(?:\(+|\[+)|(?<!\w)D:|\({2,}(?![^()]*\))"),
}


def faces_in(text: str) -> set[int]:
    """The grades that the faces in a text say."""
    return {_OF[sign] for sign in text if sign in _OF} | {grade for grade, typed in _TYPED.items() if typed.search(text)}


def tears_in(text: str) -> bool:
    """Whether there are tears, of which the words must say what for."""
    return _TEARS.search(text) is not None
