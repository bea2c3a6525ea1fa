"""help: the everyday help, or a topic; a new shop is shown its ways to begin."""

from __future__ import annotations

from ....errors import OnecustomerError, Usage
from ...screens.help import rows
from ...terminal import streams, welcome
from ...terminal.till import Till
from .topics import TOPICS

EVERYDAY = f"""oc serve WHO     who she is and how she likes to be served, before you speak
oc note TEXT     afterwards: for the one just served; --complaint, --idea
oc thank [FOR]   a thank-you you gave
oc style STYLE   how she is today: languid, hurried, upset
oc promise TEXT  something owed, --by friday; oc done when it is
oc undo          takes the last thing back
oc today         each morning: who is owed, who is near, who is missed
oc add NAME      somebody new
oc find WORDS    everybody the words may mean
oc history WHO   all that happened with somebody
oc doctor        something seems wrong: what it is, and what to do
oc demo          {welcome.DEMO}
oc help note     what note takes; oc help days, scripts, privacy, printing
oc --help        every command
"""


def help_on(topic: str) -> None:
    """Show a topic.

    Raises: Usage where there is none of that name, as of words that begin with a dash.
    """
    if topic not in TOPICS:
        raise Usage(
            f"There is no topic “{topic}”.", f"oc --help lists the commands\nthe topics are {', '.join(TOPICS)}"
        )
    _show(TOPICS[topic])


def everyday(till: Till) -> None:
    """Show what a clerk types each day, and where there are no customers yet, how to begin."""
    lines = EVERYDAY.splitlines()
    if _is_new(till):
        begun = [_command(way) for way in welcome.WAYS]
        then = [line for line in lines if _command(line) not in begun]
        lines = [welcome.SENTENCE, *welcome.WAYS, "", "Then, each day:", "", *then]
    _show("\n".join(map(till.typed, lines)))


def examples(*commands: str) -> list[str]:
    """Return the everyday lines of some commands."""
    return [line for line in EVERYDAY.splitlines() if _command(line) in commands]


def _command(line: str) -> str:
    return line.split()[1]


def _is_new(till: Till) -> bool:
    """Tell whether the default place has no store yet; what is wrong with it is said by the first command."""
    try:
        return till.is_new()
    except OnecustomerError:
        return False


def _show(text: str) -> None:
    streams.drawn(rows(text, streams.width(), colour=streams.takes_colour()))
