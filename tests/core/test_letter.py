"""One letter answers everything that was asked for: a true reason once, a clear no or not yet, and a way to go on."""

import pytest

from bot.core import letter as module
from bot.core.letter import write
from bot.core.occasion import Occasion, PlatformWords, Point
from bot.texts import phrasebook
from policies.vocabulary import Alternative, Kind, LetterReason, Purpose, Tone

CROWDWORKS = PlatformWords("クラウドワークス", "サービス外連絡申請")
UPWORK = PlatformWords("Upwork", None, "the call tool in Upwork Messages")

LINE = Point(Kind.MESSENGER, "line", Purpose.DECLINE, LetterReason.PLATFORM_CONTACT_RULE, Alternative.PLATFORM_MESSAGES)
PHONE = Point(Kind.PHONE, None, Purpose.DECLINE, LetterReason.PLATFORM_CONTACT_RULE, Alternative.PLATFORM_MESSAGES)
LICENCE = Point(Kind.ID_DOCUMENT, None, Purpose.DECLINE, LetterReason.PLATFORM_HAS_CHECK, Alternative.PLATFORM_CHECK)
SAMPLES = Point(Kind.PORTFOLIO, None, Purpose.AGREE)
BIRTHDATE = Point(Kind.BIRTHDATE, None, Purpose.OFFER_REDUCED, LetterReason.NOT_NEEDED, Alternative.AGE_BAND)


@pytest.fixture(scope="module")
def book():
    """The phrasebook."""
    return phrasebook.load()


@pytest.fixture
def ja(book):
    """A function that writes a Japanese letter on CrowdWorks."""
    return lambda *points, **more: write(points, Occasion(**{"platform": CROWDWORKS, **more}), book.of("ja"))


@pytest.fixture
def en(book):
    """A function that writes an English letter on Upwork."""
    return lambda *points, **more: write(points, Occasion(**{"platform": UPWORK, **more}), book.of("en"))


def test_letter_goes_from_thanks_over_reason_and_no_to_alternative_and_closing(ja):
    """The order that guides to Japanese letters agree on, with both names."""
    expected = (
        "田中様\n\nお世話になっております。山田です。\nこのたびはご連絡いただき、ありがとうございます。\n\n"
        "LINEのIDと電話番号の件ですが、クラウドワークスでは、サービス外での連絡先のやり取りが認められておりません。"
        "恐れ入りますが、お伝えすることは控えております。\n\n"
        "ご連絡は、引き続きクラウドワークスのメッセージで承ります。\n\n"
        "ご期待に沿えず恐縮ですが、ご理解いただけますと幸いです。引き続き、どうぞよろしくお願いいたします。"
    )

    assert expected == ja(LINE, PHONE, tone=Tone.SOFT, client="田中様", own="山田")


def test_english_letter_is_its_equal(en):
    """The no comes with its reason, then what can be had."""
    expected = (
        "Hello Ann,\n\nThank you for your message.\n\n"
        "I'm not able to share my LINE ID or my phone number, because Upwork does not allow members to exchange "
        "contact details.\n\nI'm glad to keep our conversation in Upwork messages.\n\n"
        "Thank you for your understanding.\n\nKind regards,\nBea"
    )

    assert expected == en(LINE, PHONE, client="Ann", own="Bea")


def test_tones_differ_in_how_the_no_is_said(ja):
    """From a house rule over a courteous no to one that leaves no doubt."""
    nos = {Tone.SOFT: "控えております", Tone.PLAIN: "お伝えいたしかねます", Tone.FIRM: "お伝えできません"}

    for tone, no in nos.items():
        letter = ja(LINE, tone=tone)
        assert no in letter
        assert not any(other in letter for each, other in nos.items() if each is not tone)


def test_only_what_was_asked_is_named(ja):
    """No other detail of the freelancer slips in."""
    letter = ja(LINE)

    assert "LINEのID" in letter
    assert not any(word in letter for word in ("電話", "住所", "メールアドレス", "氏名"))


def test_same_thing_asked_twice_is_named_once(ja):
    """Two wordings of one ask make no second paragraph."""
    assert ja(LINE) == ja(LINE, LINE)


def test_different_reasons_make_a_paragraph_each(ja):
    """Each no has its own reason, and what is offered follows both."""
    letter = ja(LINE, LICENCE)

    assert letter.index("LINEのIDにつきましては") < letter.index("また、本人確認書類の写しにつきましては")
    assert letter.index("お送りいたしかねます") < letter.index("ご連絡は、引き続き")
    assert letter.index("ご連絡は、引き続き") < letter.index("本人確認の状況は")


def test_reason_is_given_once(ja):
    """Even where one part is offered and the other refused for it."""
    offered = Point(
        Kind.RESUME, None, Purpose.OFFER_REDUCED, LetterReason.PLATFORM_CONTACT_RULE, Alternative.MASKED_RESUME
    )

    letter = ja(offered, LINE)

    assert 1 == letter.count("認められていないため")
    assert "なお、LINEのIDにつきましては、申し訳ございませんが、お伝えいたしかねます。" in letter


def test_third_reason_is_left_out(ja):
    """A letter does not argue for ever."""
    fees = Point(Kind.PAYMENT, None, Purpose.DECLINE, LetterReason.NO_COST)
    device = Point(Kind.REMOTE_ACCESS, None, Purpose.DECLINE, LetterReason.OWN_DEVICE)
    secret = Point(Kind.PASSWORD, None, Purpose.DECLINE, LetterReason.OWN_ACCOUNTS)
    code = Point(Kind.OTP, None, Purpose.DECLINE, LetterReason.SECURITY)

    letter = ja(fees, device, secret, code)

    assert "さらに、ログイン情報と認証コードにつきましては、お伝えいたしかねます。" in letter


def test_yes_comes_before_no(ja, en):
    """The portfolio is sent, the SNS account is not, in one letter."""
    account = Point(Kind.SNS, "x", Purpose.DECLINE, LetterReason.NOT_NEEDED, Alternative.NOTHING)

    japanese, english = ja(account, SAMPLES), en(account, SAMPLES)

    assert japanese.index("ポートフォリオの件、承知いたしました。") < japanese.index(
        "なお、Xのアカウントにつきましては"
    )
    assert english.index("I'm happy to send my portfolio.") < english.index(
        "However, I'm not able to share my X account"
    )


def test_less_is_offered_with_the_alternative(en):
    """In the softest tone the no is only implied."""
    letter = en(BIRTHDATE, tone=Tone.SOFT)

    assert "As I believe the work can be done without it, I would rather not share my date of birth." in letter
    assert "I can share an age range." in letter


def test_agreeing_to_less_is_offering_less(ja):
    """Who agrees to say the prefecture does not agree to give the address."""
    region = Point(Kind.ADDRESS, None, Purpose.AGREE, None, Alternative.REGION_ONLY)

    letter = ja(region)

    assert "承知いたしました" not in letter
    assert "都道府県まででしたら、お伝えできます。" in letter


def test_act_is_agreed_to_whatever_is_left_out_of_it(ja):
    """A form is filled in, though not every field of it."""
    form = Point(Kind.EXTERNAL_FORM, None, Purpose.AGREE, None, Alternative.WITHOUT_THAT_FIELD)

    assert "外部フォームへの回答の件、承知いたしました。必要な項目に絞った形でしたら、対応いたします。" in ja(form)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.EMAIL, "仕事用のアドレス"), (Kind.PHONE, "仕事用の番号"), (Kind.SNS, "仕事用のアカウント")],
)
def test_contact_for_work_suits_the_kind(ja, kind, words):
    """A rule for several kinds names one alternative; the letter offers what fits."""
    assert f"{words}をお伝えいたします。" in ja(Point(kind, None, Purpose.AGREE, None, Alternative.WORK_ACCOUNT))


def test_call_by_the_platforms_own_tool_is_not_offered_in_its_own_place(en):
    """What was asked for is no alternative to itself."""
    call = Point(Kind.MEETING, "platform_call", Purpose.AGREE, None, Alternative.PLATFORM_CALL)

    letter = en(call)

    assert "I'm happy to join a call with the platform's own tool." in letter
    assert "Upwork Messages" not in letter


def test_platforms_tool_is_offered_by_default(en):
    """Messages for what is told, the call tool for calls."""
    assert "Upwork messages" in en(Point(Kind.PHONE, None, Purpose.OFFER_PLATFORM_TOOL))
    assert "the call tool in Upwork Messages" in en(Point(Kind.MEETING, "zoom", Purpose.OFFER_PLATFORM_TOOL))


def test_approval_names_the_procedure(ja):
    """Not yet, with the way to a yes."""
    letter = ja(Point(Kind.MESSENGER, "chatwork", Purpose.PROPOSE_APPROVAL), tone=Tone.PLAIN)

    assert "現時点ではお伝えいたしかねます。" in letter
    assert "「サービス外連絡申請」のお手続きをお願いいたします。" in letter


def test_approval_that_is_pending_is_not_asked_for_again(ja):
    """Both wait for the result."""
    point = Point(Kind.MESSENGER, "chatwork", Purpose.PROPOSE_APPROVAL)

    for tone in Tone:
        letter = ja(point, tone=tone, pending=True)
        assert "お願いできますでしょうか" not in letter
        assert "結果" in letter


def test_without_a_platform_the_letter_speaks_of_the_service(book):
    """No gap where the title would stand."""
    point = Point(Kind.MESSENGER, "line", Purpose.PROPOSE_APPROVAL, None, Alternative.PLATFORM_MESSAGES)

    letter = write([point], Occasion(), book.of("ja"))

    assert "こちらのサービスでは" in letter
    assert "所定の申請のお手続き" in letter
    assert "こちらのメッセージで承ります。" in letter


def test_call_tool_is_the_platforms(book):
    """A name that does not say whose it is gets the platform's."""
    point = Point(Kind.MEETING, "zoom", Purpose.DECLINE, None, Alternative.PLATFORM_CALL)
    words = PlatformWords("ランサーズ", None, "ビデオ通話")

    assert "ランサーズのビデオ通話での打ち合わせでしたら" in write([point], Occasion(platform=words), book.of("ja"))


@pytest.mark.parametrize(
    ("kinds", "question"),
    [
        ([Kind.PHONE], "ご利用の目的と、保管の方法や期間"),
        ([Kind.MEETING], "お話しする内容と、おおよその所要時間"),
        ([Kind.SIGNATURE], "書面の内容と、署名が必要な理由"),
        ([Kind.PHONE, Kind.MEETING], "それぞれの目的と、必要な範囲"),
    ],
)
def test_question_suits_what_is_asked_for(ja, kinds, question):
    """Of data one asks what they are for, of a call what it is about."""
    assert question in ja(*(Point(kind, None, Purpose.ASK_PURPOSE) for kind in kinds))


def test_stated_purpose_is_not_asked_again(ja):
    """Then only who keeps the data, and how long."""
    address = Point(Kind.ADDRESS, None, Purpose.ASK_PURPOSE)

    assert "先に保管の方法と期間を伺えますでしょうか。" in ja(address, cause="shipping")
    assert "ご利用の目的" in ja(address, cause="unstated")


def test_asking_needs_no_policy(ja):
    """That one does so with everybody is no reason for a question."""
    plain = Point(Kind.EMAIL, None, Purpose.ASK_PURPOSE)
    policy = Point(Kind.EMAIL, None, Purpose.ASK_PURPOSE, LetterReason.OWN_POLICY)

    assert ja(plain) == ja(policy)


def test_last_letter_offers_nothing_more(ja):
    """Where the dealings end there is no alternative and no hope of working together."""
    letter = ja(LINE, tone=Tone.SOFT, stop=True)

    assert "メッセージで承ります" not in letter
    assert "引き続き" not in letter
    assert letter.endswith("ご理解いただけますと幸いです。")


def test_second_refusal_refers_to_the_first(ja, en):
    """And says that the answer will not change."""
    again = Point(Kind.PHONE, None, Purpose.SECOND_REFUSAL, LetterReason.OWN_POLICY, Alternative.PLATFORM_MESSAGES)

    assert "先日お伝えしたとおり、電話番号につきましては、お伝えいたしかねます。今後も同じお返事となります。" in ja(
        again
    )
    assert "As I have already said, I cannot share my phone number. Please do not ask for this again." in en(
        again, tone=Tone.FIRM
    )


def test_withdrawal_names_nothing(ja):
    """It is short and gives no reason to argue with."""
    letter = ja(Point(Kind.PHONE, None, Purpose.WITHDRAW, LetterReason.SECURITY, Alternative.PLATFORM_MESSAGES))

    assert "今回のお話は辞退いたします。" in letter
    assert "電話番号" not in letter


def test_deletion_names_what_the_client_holds(en):
    """A number as it is, a call by its recording."""
    points = [Point(kind, None, Purpose.REQUEST_DELETION) for kind in (Kind.PHONE, Kind.MEETING)]

    assert "delete your copies of the following: my phone number and any recording or notes of our call." in en(*points)


def test_report_is_for_a_form(ja):
    """It greets nobody, accuses nobody, and names the client only if we know the name."""
    report = Point(Kind.PAYMENT, None, Purpose.REPORT)

    assert ja(report).startswith("クライアントとのやり取りの中で、お支払いを求められました")
    assert ja(report, client="田中さん").startswith("「田中」様とのやり取りの中で")


def test_report_names_everything(en):
    """However long the list is."""
    kinds = (Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.CARD, Kind.OTP, Kind.PASSWORD)

    letter = en(*(Point(kind, None, Purpose.REPORT) for kind in kinds))

    assert "my phone number, my e-mail address, my address, my card details, verification codes and my login" in letter


def test_reason_for_the_application_is_the_one_that_was_stated(ja):
    """Nothing is invented where the client gave none."""
    point = Point(Kind.MESSENGER, "slack", Purpose.APPROVAL_REASON)

    assert "業務で使うツールを共有するため、必要となります。" in ja(point, cause="work_tool")
    for cause in (None, "unstated", "payment"):
        assert "必要となります" not in ja(point, cause=cause)


def test_old_clients_are_greeted_warmly(ja, en):
    """As one does."""
    assert ja(LINE, warm=True).startswith("いつもお世話になっております。")
    assert en(LINE, warm=True).startswith("Hello again,")


def test_letter_about_nothing_is_refused(book):
    """There is nothing to write."""
    with pytest.raises(ValueError, match="something to be about"):
        write([], Occasion(), book.of("ja"))


def test_names_are_not_kept(book):
    """Letters are kept for speed; those with a name in them are not."""
    before = module._anonymous.cache_info().currsize
    write([LINE], Occasion(client="田中", platform=PlatformWords("a")), book.of("ja"))

    assert before == module._anonymous.cache_info().currsize


def test_braces_in_a_name_do_no_harm(ja):
    """What a person writes is never read as a slot."""
    assert "{body}様" in ja(LINE, client="{body}")
