"""Why this reader got the letter: the last line of what goes to the team."""

from mailbridge.steps.telling.words.catalogue import sentence

WHY_TOLD = {
    "participant": sentence("You get this because you take part in “{topic}” ({project})."),
    "assignee": sentence("You get this because a task in “{topic}” ({project}) is yours."),
    "mention": sentence("You get this because you are named in “{topic}” ({project})."),
    "follower": sentence("You get this because you follow “{topic}” ({project})."),
    "member": sentence(
        "You get this because you belong to {project}, and nobody of the team answers “{topic}” "
        "yet."
    ),
    "admin": sentence(
        "You get this because you are an admin, and nobody belongs to {project} yet."
    ),
}
