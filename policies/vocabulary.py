"""The words of a disclosure question: what is asked for, what is known, what is advised.

Every other file, rule, letter and test uses these names and values unchanged.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a client wants. One sentence may hold several."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    MESSENGER = "messenger"
    SNS = "sns"
    NAME = "name"
    BIRTHDATE = "birthdate"
    PHOTO = "photo"
    ID_DOCUMENT = "id_document"
    NATIONAL_ID = "national_id"
    FAMILY = "family"
    SENSITIVE = "sensitive"
    RESUME = "resume"
    WORK_HISTORY = "work_history"
    EMPLOYER = "employer"
    CERTIFICATE = "certificate"
    PORTFOLIO = "portfolio"
    BANK_ACCOUNT = "bank_account"
    CARD = "card"
    WALLET = "wallet"
    PAYMENT = "payment"
    PASSWORD = "password"
    OTP = "otp"
    ACCOUNT_LENDING = "account_lending"
    REMOTE_ACCESS = "remote_access"
    MEETING = "meeting"
    IN_PERSON = "in_person"
    EXTERNAL_FORM = "external_form"
    EXTERNAL_SIGNUP = "external_signup"
    SHARED_WORKSPACE = "shared_workspace"
    DIRECT_DEAL = "direct_deal"
    SIGNATURE = "signature"


class Verdict(StrEnum):
    """The advice on an ask, from the mildest to the most cautious."""

    SHARE = "share"
    SHARE_MINIMAL = "share_minimal"
    ASK_FIRST = "ask_first"
    APPROVAL_FIRST = "approval_first"
    DECLINE = "decline"
    DECLINE_AND_REPORT = "decline_and_report"


CAUTION: dict[str, int] = {verdict.value: rank for rank, verdict in enumerate(Verdict)}
"""Rank of each verdict; the higher, the more cautious."""


def most_cautious(verdicts: "list[Verdict]") -> Verdict:
    """Return the most cautious of `verdicts`, which must not be empty."""
    return max(verdicts, key=CAUTION.__getitem__)


class Fact(StrEnum):
    """What may be known of the situation. Every fact may be unknown."""

    PLATFORM = "platform"
    STAGE = "stage"
    APPROVAL = "approval"
    CLIENT_VERIFIED = "client_verified"
    IN_JOB_POST = "in_job_post"
    PURPOSE = "purpose"
    RELATIONSHIP = "relationship"
    ALREADY_SHARED = "already_shared"


FACT_VALUES: dict[Fact, tuple[str, ...]] = {
    Fact.STAGE: ("before_contract", "contracted", "funded", "ended"),
    Fact.APPROVAL: ("none", "pending", "approved"),
    Fact.CLIENT_VERIFIED: ("yes", "no"),
    Fact.IN_JOB_POST: ("yes", "no"),
    Fact.PURPOSE: (
        "work_tool",
        "shipping",
        "payment",
        "tax",
        "contract_document",
        "screening",
        "identity_check",
        "contact",
        "unstated",
    ),
    Fact.RELATIONSHIP: ("new", "repeat"),
    Fact.ALREADY_SHARED: ("yes", "no"),
}
"""Allowed values of every fact but `platform`, whose values are the ids of the platform files."""

DIRECT = "direct"
"""The value of `platform` when no platform stands between the two."""


class Manner(StrEnum):
    """How something is asked for, where that changes the advice."""

    REDUCED = "reduced"
    """The client itself accepts less: masked, a work name, an age band, a prefecture, camera off."""
    VOLUNTARY = "voluntary"
    """The client leaves it open: only those who wish."""
    OWN_CONTACT = "own_contact"
    """The client gives its own contact and waits for a reply there."""
    EVASIVE = "evasive"
    """Spelt or paraphrased so that a filter does not see it."""
    AFTER_APPROVAL = "after_approval"
    """Wanted only once the platform has approved."""
    IF_CHANGED = "if_changed"
    """The client has it already and asks for changes only."""
    SAFE_PLACE = "safe_place"
    """Meeting at an office, a shop or another public place in the daytime."""
    CONFIRM_ONLY = "confirm_only"
    """A yes or no, or a link to a public register, is all that is asked."""


class Tone(StrEnum):
    """The tone of a letter, from the softest to the firmest."""

    SOFT = "soft"
    PLAIN = "plain"
    FIRM = "firm"


class Language(StrEnum):
    """A language in which Kotowari reads and writes."""

    JA = "ja"
    EN = "en"


class Purpose(StrEnum):
    """What a letter is for."""

    DECLINE = "decline"
    ASK_PURPOSE = "ask_purpose"
    PROPOSE_APPROVAL = "propose_approval"
    OFFER_REDUCED = "offer_reduced"
    OFFER_PLATFORM_TOOL = "offer_platform_tool"
    SECOND_REFUSAL = "second_refusal"
    WITHDRAW = "withdraw"
    REQUEST_DELETION = "request_deletion"
    REPORT = "report"
    APPROVAL_REASON = "approval_reason"
    AGREE = "agree"


class LetterReason(StrEnum):
    """The short true reason that a letter gives. Its words stand in `bot/texts/<language>/letters.toml`."""

    PLATFORM_APPROVAL = "platform_approval"
    PLATFORM_CONTACT_RULE = "platform_contact_rule"
    PLATFORM_BEFORE_CONTRACT = "platform_before_contract"
    PLATFORM_PAYMENT_RULE = "platform_payment_rule"
    PLATFORM_SIGNUP_RULE = "platform_signup_rule"
    PLATFORM_MEETING_RULE = "platform_meeting_rule"
    PLATFORM_HAS_CHECK = "platform_has_check"
    PLATFORM_PAYS = "platform_pays"
    NOT_NEEDED = "not_needed"
    OWN_POLICY = "own_policy"
    SECURITY = "security"
    SELECTION_LAW = "selection_law"
    NUMBER_LAW = "number_law"
    NO_COST = "no_cost"
    OWN_DEVICE = "own_device"
    OWN_ACCOUNTS = "own_accounts"
    CONFIDENTIALITY = "confidentiality"


class Alternative(StrEnum):
    """What can be offered instead. Its words stand in `bot/texts/<language>/letters.toml`."""

    PLATFORM_MESSAGES = "platform_messages"
    PLATFORM_CALL = "platform_call"
    PLATFORM_CHECK = "platform_check"
    PLATFORM_NDA = "platform_nda"
    PLATFORM_PAYMENT = "platform_payment"
    PLATFORM_PROCEDURE = "platform_procedure"
    WORK_ADDRESS = "work_address"
    WORK_NUMBER = "work_number"
    WORK_ACCOUNT = "work_account"
    WORK_NAME = "work_name"
    MASKED_RESUME = "masked_resume"
    OUTLINE = "outline"
    INDUSTRY_ONLY = "industry_only"
    AGE_BAND = "age_band"
    REGION_ONLY = "region_only"
    PICKUP_POINT = "pickup_point"
    DIGITAL_DELIVERY = "digital_delivery"
    MASKED_CERTIFICATE = "masked_certificate"
    PUBLIC_REGISTER = "public_register"
    PUBLIC_SAMPLES = "public_samples"
    ICON = "icon"
    VOICE_ONLY = "voice_only"
    OPEN_LINK = "open_link"
    CLIENT_ACCOUNT = "client_account"
    WRITTEN_STEPS = "written_steps"
    ANSWER_HERE = "answer_here"
    INVOICE_DETAILS = "invoice_details"
    OFFICIAL_TAX_ROUTE = "official_tax_route"
    ONLINE_INSTEAD = "online_instead"
    PUBLIC_PLACE = "public_place"
    AVAILABILITY_ONLY = "availability_only"
    WITHOUT_THAT_FIELD = "without_that_field"
    KNOWN_CHANNEL = "known_channel"
    NOTHING = "nothing"
