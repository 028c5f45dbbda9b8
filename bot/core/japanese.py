"""What Japanese says by the order of its words: whose a thing is, what is hidden, what a topic sentence leaves open."""

import re
from collections.abc import Sequence

from bot.core.handed import by_others
from bot.core.segment import Layout, Sentence
from bot.core.sift import Found, Heaps
from bot.core.words import Sort
from policies.vocabulary import Kind

PAPERS = frozenset(
    (Kind.ID_DOCUMENT, Kind.CERTIFICATE, Kind.RESUME, Kind.WORK_HISTORY, Kind.PORTFOLIO, Kind.SIGNATURE, Kind.CARD)
)
"""Kinds of which a part may be hidden; hidden as a whole they would be of no use."""

SHOWN = PAPERS | {Kind.PHOTO, Kind.BANK_ACCOUNT, Kind.NATIONAL_ID}
"""Kinds that are handed over as a picture, on which something may be hidden."""

_PART = "部分|箇所|ところ|所|欄|数字|記載|項目|行|字|画像"
_HIDDEN = re.compile(rf"(?!の(?!{_PART}))[^をはがもにで。]{{0,14}}[をはがもに]?[^をはがも。]{{0,14}}")
"""What may stand between a thing and the word that hides it: no further object."""

_NO_ANSWER = re.compile(
    r"\s*(?:a|答え?|回答|→|⇒)[.:)]?\s*[^。]{0,15}?(?:必要(?:は|)(?:ありません|ございません|ない)|不要"
    r"|ありません|ございません|なし|いりません|しません|いいえ|ない)"
)
_FORBIDS = re.compile("違反|禁止|規約|断|ng|控え|避け|拒|なりません|遠慮")


def answered_no(sentence: Sentence, text: str) -> bool:
    """Tell whether the writer answers its own question with no: "Q. 顔出しは必要ですか? A. 必要ありません"."""
    return text[sentence.end - 1 : sentence.end] == "?" and _NO_ANSWER.match(text, sentence.end) is not None


def own_doubt(place: int, text: str) -> bool:
    """Tell whether the denial at `place` is the freelancer's doubt or refusal: "違反になりませんか"."""
    return _FORBIDS.search(text, place, place + 8) is not None


_TOPIC_END = re.compile(
    r"(?:の(?:件|ほう|方))?(?:です|でございます|について|につきまして)?(?:が|ね|は|も|の件(?:です)?|ですが"
    r"|なのですが)?"
    r"[。、!?\s:…]*"
)
"""How a sentence ends that only names what the next one speaks of."""

_ROW = re.compile(r"(?:と|や|、|・|,|/|および|及び|ならびに)[おご御]?$")


def hides(end: int, act: Found, text: str) -> bool:
    """Tell whether what ends at `end` is what the act hides: not the card in "免許証は番号を隠して"."""
    return _HIDDEN.fullmatch(text, end, act.start) is not None


def opens_row(start: int, text: str, heaps: Heaps) -> int:
    """Return where the row of things begins in which the thing at `start` stands: "当社の住所と電話番号"."""
    for _ in range(4):
        before = _ROW.search(text, max(0, start - 6), start)
        if before is None:
            return start
        end = before.start()
        number = heaps.things.first_from(end) - 1
        piece = heaps.things.words[number] if number >= 0 else None
        if piece is None or piece.end != end:
            return start
        start = piece.start
    return start


_DENIED = re.compile(
    "(?:の(?:もの|ほう|方|まま))?(?:では|じゃ|で)な|(?:は|では|だと|も)(?:不可|だめ|ダメ"
    "|ng|いけ|困|通ら|受け付け)|は使え"
)


def denied(end: int, text: str) -> bool:
    """Tell whether what was said is denied right behind: "屋号ではなく", "ニックネームは不可"."""
    return _DENIED.match(text, end) is not None


def taken_up(end: int, number: int, text: str, layout: Layout, heaps: Heaps) -> bool:
    """Tell whether the thing is only named and the next sentence asks for it: "次に免許証です。両面お願いします。"."""
    sentence = layout.sentences[number]
    if number + 1 >= len(layout.sentences) or _TOPIC_END.fullmatch(text, end, sentence.end) is None:
        return False
    following = layout.sentences[number + 1]
    acts = heaps.acts.between(following.start, following.end)
    if not acts or acts[0].label.name not in ("give", "request"):
        return False
    first = acts[0].start
    return not (
        any(act.label.name in ("negate", "work", "self", "done") for act in acts)
        or heaps.things.between(following.start, first)
        or heaps.tools.between(following.start, first)
        or heaps.has(Sort.JOB, sentence.start, following.end)
    )


_COPYING = re.compile(
    "写して|撮影して|スキャンして|コピーして|印刷して|記入して|控えて|並べて|揃えて|そろえて|まとめて|分けて|絞って"
)
_VERB = (
    "(?:する|した|できる|される|された|いる|いた|れる|れた|える|えた|った|んだ|いだ|[うぐすつぶむる]"
    "|(?<=[書聞描働行届着置開続動引招築])く)"
)
_FORMAL = (
    "方|際|時|場合|予定|必要|都合|関係|形|前|後|上|中|為|事|旨|件|物|者|人|決|義務|場|気|流|点|準備|約束|規"
    "|段|次|以|程|手|運|都|度|途|間|限|分|通|一方|"
    "環|可|状|恐|所|側|紙|用紙|書|証|資|返|封|全|旧|現|最|日|ほう|先|名|品|ヶ|カ"
)
_RELATIVE = re.compile(
    rf"(?:を|が|に|で|へ|と|まで|から"
    rf"|の)[^、。をはがも]{{0,12}}?{_VERB}(?=[一-龥ァ-ヺ])(?!{_FORMAL})"
)


def copied(act: Found, following: Sequence[Found], text: str) -> bool:
    """Tell whether the act only makes a copy that is to be handed over: "通帳の表紙を写してお送りください"."""
    if _COPYING.fullmatch(text, act.start, act.end) is None:
        return False
    return any(after.label.name == "give" and after.start - act.end <= 2 for after in following)


def describes(end: int, limit: int, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing only stands in a clause about another noun: "PayPayで集客する飲食店のPOP".

    Where the noun is a thing itself, or what carries one ("免許証が写った写真"), it is no such clause.
    """
    clause = _RELATIVE.match(text, end, limit)
    if clause is None:
        return False
    place = clause.end()
    piece = heaps.ends.get(place) or heaps.things.at(place) or heaps.tools.at(place)
    return piece is None or piece.label.sort is Sort.WORK_HEAD


_INSIDE = re.compile("[^、。はがを]{1,12}(?:に|へ)(?:は|も)?、?")


def told_of_others(start: int, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the row of things is put into something of other people: "登場人物の欄に、年齢、家族構成を"."""
    row = opens_row(start, text, heaps)
    return any(
        heaps.ends_at(Sort.OTHERS, place) and _INSIDE.fullmatch(text, place, row)
        for place in range(max(sentence.start, row - 15), row - 1)
    )


_TOLD_BY_OTHERS = re.compile("[らわかさま]れ|とのこと|そうです|言[いっう]|聞いて|求めて|来ま|来た|催促|要求")


def only_reported(act: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a client only tells of others who asked: no request of its own follows in the sentence."""
    if _TOLD_BY_OTHERS.search(text, act.start, act.end) is None:
        return False
    return not any(later.label.name in ("give", "request") for later in heaps.acts.between(act.end, sentence.end))


_FORBIDDEN = re.compile(
    "(?:書|送|教|記入|入力|伝|貼|載|添付|提出|渡|お知らせ|お送り|ご記入"
    "|お書き).{0,4}(?:ないで|なさらな|にならな|控え|ご遠慮)"
)


def forbids(act: Found, text: str) -> bool:
    """Tell whether the denial forbids to hand something over, rather than that something else is not needed."""
    return _FORBIDDEN.match(text, act.start, act.end + 4) is not None


_SHOWN_ON = re.compile(
    r"(?:[とや、・][^、。をはが]{1,8})?(?:が|の)(?:載っ|写っ|書かれ|記載され|入っ|わか|分か|確認でき"
    r"|印字され)(?:てい?る|た|る|て(?=あ)ある)"
)


def shown_on_paper(end: int, limit: int, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing only says what can be read on a paper: "住所と名前の載った公的なカード"."""
    clause = _SHOWN_ON.match(text, end, limit)
    paper = heaps.things.at(clause.end()) if clause else None
    return paper is not None and paper.label.name in PAPERS


_REASON = re.compile("(?:ため|ので|とおり|通り|につき|関係で|都合で)、")


def asks_to_see(act: Found, start: int, sentence: Sentence, text: str) -> bool:
    """Tell whether "拝見しております" says what the writer always wants to see, for a reason told before the thing."""
    seen = text.startswith(("拝見しており", "拝見してい", "確認しており", "確認してい"), act.start)
    return seen and _REASON.search(text, sentence.start, start) is not None


# --- echoes --------------------------------------------------------------------------------------

_TALK = re.compile("(?<![通電対])話|しゃべ|喋|やりとり|やり取り|会話|続き|つな|繋")
"""A meeting told by such a word alone is what people do in any messenger."""
_THERE = re.compile("そっち|そちら|そこ|あっち|あちら|向こう")
_BY = re.compile(r"(?:の)?(?:[^、。]{0,6})(?:で|にて|から|経由|上|を使って|を通じて)[^。]{0,16}")
_PICTURE = re.compile(r"(?:お|)写真|写メ|画像")


def same_meeting(talk: str, between: str) -> bool:
    """Tell whether a meeting is held in the messenger of its sentence rather than wanted beside it.

    `talk`: the words for the meeting; `between`: what stands between both.
    """
    if _TALK.search(talk):
        return True
    return "を" not in between and "、" not in between


def only_talk(talk: str) -> bool:
    """Tell whether the words for a meeting only say that people talk, as they do in a messenger or on the telephone."""
    return _TALK.search(talk) is not None or "電話" in talk or "口頭" in talk


_SETTING = re.compile("で|の(?:場|席|とき|時|際|途中)(?:で|に)|中に")


def is_setting(end: int, text: str) -> bool:
    """Tell whether a meeting is only where something was told: "面談で前の会社の名前を喋ってしまいました"."""
    return _SETTING.match(text, end) is not None


def talk_there(talk: str, sentence: str) -> bool:
    """Tell whether somebody only wants to talk in the place named before: "そっちで話したい"."""
    return _TALK.search(talk) is not None and _THERE.search(sentence) is not None


def is_picture_of(photo: str, before: str) -> bool:
    """Tell whether a picture is one of the paper named before it: "免許証は、住所を隠した写真を"."""
    return _PICTURE.fullmatch(photo) is not None and _ROW.search(before) is None


# --- what a freelancer tells ---------------------------------------------------------------------

_SOON = (
    "(?:、|突然|急に|いきなり|昨日|さっき|先ほど|今朝|何度も|しつこく|直接|個別に|また|今度は|も"
    "|「[^」]{1,80}」(?:と|って))*"
)
_CHANNEL = re.compile(
    r"(?:のメッセージ|のトーク|のdm|のチャット|のメール)?(?:で|から|にて|経由で|に)"
    + _SOON
    + r"(?:言われ|聞かれ|訊かれ|頼まれ|求められ|催促|要求|連絡(?:が|を)|メッセージが|送られて|送ってき|届"
    r"|来(?:た|て|まし)|きた|せがまれ)"
)
_OFFERED = re.compile(
    r"(?:を|は|も)?[^。、をはが]{0,8}(?:送る|渡す|届ける|貸す|用意する|支給する|郵送する|発送する|払う"
    r"|振り込む|支払う|送付する|くれる|見せる)"
    r"(?:と(?:言|い[うわ]|聞|約束|伝え|のこと)|って|から|ので|そう|らしい|ため|の(?:で|に)|、)"
)
_GIVEN = re.compile(
    r"(?:教え|送っ|送り|渡し|伝え|見せ|貼っ|貼り|貼り付け|登録し|払っ|払い|振り込ん|振り込み|振込し|入力し"
    r"|打ち込ん|打ち込み|打っ|提出し|送信し|書い|"
    r"書き|書き込ん|書き込み|答え|添付し|入れ|貸し|交換し|追加し|つない|つなぎ|繋い|つなげ|話し|申し込ん"
    r"|申し込み|知らせ|返送し|やりとりし|やり取りし|連絡し合っ|送付し|共有し|アップし|"
    r"アップロードし|インストールし|載せ|読み上げ|返信し|返し|出し|参加し|入っ|入り|会っ|会い|サインし"
    r"|署名し|撮っ|撮り|撮影し|開設し|預け|"
    r"記入し|許可し|触らせ|操作させ|操作され|見られ|抜かれ|明かし|さらし|晒し|買っ|買い|購入し|移っ|移り"
    r"|ログインし|立て替え)"
    r"(?:[てで]しま[いっ]|ちゃ|じゃ[いっ]|ました|まして|済み|て(?:あり|ある|おり|い(?:ます|る|た)"
    r"|もう[たて]|以来|このかた|き[たま])"
    r"|[ただ](?:[。、]|$|あと|後|ところ|の|ん|け|直後|途端|とたん|瞬間|ばかり|きり|ので|翌|次の|あ))"
)
_ASKED_BY = re.compile("[わかまらさ]れ|求め|断|てき|たい|てほし|ろ[とっ]|[てで](?:と|って)|ように|か[とっ]|ため")


def is_channel(end: int, sentence: Sentence, text: str) -> bool:
    """Tell whether a tool is only the way by which something was asked: "LINEで言われました、免許証を送れと"."""
    return _CHANNEL.match(text, end, sentence.end) is not None


_OWN_JOB = re.compile(
    "(?:仕事|案件|依頼|業務|作業|発注)(?:を|、|も|は)?[^。、]{0,6}?(?:受注|受け|請け|担当し|やっ|始め|もら|いただ)"
)


_THEIRS = re.compile(
    "(?:相手|先方|クライアント(?:さん)?|お客(?:さん|様|さま)|依頼(?:者|主)(?:さん)?|発注者(?:さん)?)の[おご]?$"
)


def is_theirs(start: int, text: str) -> bool:
    """Tell whether a freelancer speaks of the client's own thing: "相手の電話番号が書いてある"."""
    return _THEIRS.search(text, max(0, start - 12), start) is not None


def is_own_job(sentence: Sentence, text: str) -> bool:
    """Tell whether a freelancer speaks of a job it works on: "履歴書の代行作成の仕事を受けています"."""
    return _OWN_JOB.search(text, sentence.start, sentence.end) is not None


def is_offered(end: int, sentence: Sentence, text: str) -> bool:
    """Tell whether the client is to hand the thing over: "サンプルを送ると言われて"."""
    return _OFFERED.match(text, end, sentence.end) is not None


_LEFT = re.compile(
    r"(?:はもう|、もう|は|が|も|の)?[^。、]{0,8}?(?:(?:相手|先方|向こう|クライアント)(?:の手|に渡)"
    r"|手元に(?:あ|渡)|知られ(?!てい?(?:ません|ない))[てたちま]|握られ|漏れ|流出|さらされ|晒され)"
)
_GIVEN_BEFORE = re.compile(
    r"(?:出した|渡した|送った|教えた|見せた|提出した|入力した|書いた|伝えた|貼った|登録した|送信した"
    r"|記入した|撮った|払った|交換した|返した|話した)[おご]?$"
)
_IF = re.compile(
    r"(?:教え|送っ|渡し|伝え|見せ|貼っ|登録し|払っ|振り込ん|入力し|提出し|書い|答え|貸し"
    r"|交換し|追加し|話し|申し込ん|知らせ|フォローし|フォローにし|相互にし|入れ|作っ|渡|つない)たら"
)
_NOT_GIVEN = re.compile(
    "(?:書い|載せ|入っ|貼っ|写っ)て(?:あ|い|お)|(?:送っ|書い|貼っ|載せ)てき|(?:言い|切り|聞き|思い|引き|呼び)出し|間違っ"
)
_ALL = re.compile("みなさん|皆さん|みんな|」")
_OVER = re.compile("まし[たて]|った[。、の]|っています|ってます|ようにな|きて|来て|困って")


def was_given(start: int, end: int, sentence: Sentence, text: str) -> bool:
    """Tell whether a freelancer says that the thing is given away.

    A perfective verb right behind with no other object, a clause before that says so ("出した履歴書"), or words
    for where it is now.
    """
    if by_others(start, sentence, text):
        return False
    if _LEFT.match(text, end, sentence.end) or _GIVEN_BEFORE.search(text, max(0, start - 8), start):
        return True
    limit = min(sentence.end, end + 40)
    given = _GIVEN.search(text, end, limit)
    if given is None:
        given = _IF.search(text, end, limit)
        if given is None or text[sentence.end - 2 : sentence.end].strip("。!")[-1:] in "か?":
            return False
        if _OVER.search(text, given.end(), sentence.end) is None:
            return False
    between = text[end : given.start()]
    if _NOT_GIVEN.match(text, given.start()) or _ALL.search(between):
        return False
    if text.startswith(("たらど", "たら、ど", "た場合"), given.end()):
        return False
    return between.count("を") <= 1 and _ASKED_BY.search(between) is None


_COMPARED = ("と同じ", "と同様", "どおりの", "通りの", "に合わせ", "と一致", "が一致", "と照合", "に記載の")


def is_measure(end: int, text: str) -> bool:
    """Tell whether the thing is only what another is to agree with: "印鑑証明と同じ表記のお名前"."""
    return text.startswith(_COMPARED, end)


NUMBERED = frozenset(
    (Kind.NATIONAL_ID, Kind.ID_DOCUMENT, Kind.CARD, Kind.BANK_ACCOUNT, Kind.OTP, Kind.CERTIFICATE, Kind.PAYMENT)
)
"""Kinds of which "the number" may speak once they are named."""


def is_its_number(quote: str) -> bool:
    """Tell whether the words only say "the number", which is that of the thing named before."""
    return quote in ("番号", "ばんごう", "数字")
