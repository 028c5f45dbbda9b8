"""Who may do what where: the bits that matter here, and how Discord adds them up."""

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
USE_APPLICATION_COMMANDS = 1 << 31
SEND_MESSAGES_IN_THREADS = 1 << 38
USE_EXTERNAL_APPS = 1 << 50

EVERYTHING = (1 << 53) - 1
EVERYBODY = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | SEND_MESSAGES_IN_THREADS
    | USE_EXTERNAL_APPS
)
IN_PRIVATE = ATTACH_FILES | EMBED_LINKS | MENTION_EVERYONE
WITH_THE_BOT = IN_PRIVATE | USE_EXTERNAL_EMOJIS


def in_channel(guild, channel, user):
    """The permissions of a member in a channel: of roles, then what the channel takes and gives."""
    member = guild.members.get(user.id)
    if member is None:
        return 0
    if guild.owner is user:
        return EVERYTHING
    base = guild.everyone.permissions
    for role in member.roles:
        base |= role.permissions
    if base & ADMINISTRATOR:
        return EVERYTHING
    return _overwritten(base, channel, [guild.id], [role.id for role in member.roles], [user.id])


def _overwritten(base, channel, *layers):
    for ids in layers:
        given = [channel.overwrites[one] for one in ids if one in channel.overwrites]
        for allow, deny in given:
            base &= ~deny
            base |= allow
    if not base & VIEW_CHANNEL:
        return 0
    if not base & SEND_MESSAGES:
        base &= ~(EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE)
    return base
