"""Facts that Japanese tells by an event and its state, in any wording: 「仮払いは…まだ」.

The files of facts name whole phrases; here a noun (the event) and the verb behind it (its state) are read apart. What
is only wished, supposed or asked for states nothing. Used where no phrase of the files states the fact.
"""

import re
from collections.abc import Iterator

from bot.core.reading import Speaker
from policies.vocabulary import Fact

REACH = 26
"""How far behind the event, in letters, the verb may stand that tells its state."""

_OPEN = (
    r"(?:し|され|いただけ|頂け|もらえ|くれ|でき|取れ|下り|おり|出|通っ|終わっ|済ん|済み|入っ|決まっ|られ"
    r"|なっ|り)?(?:たら|たらば|ましたら|れば|次第|てから|たのち|たあと|た後)"
    r"|(?:した|する|の|なった|された|が決まった)(?:場合|とき|時|際|方|かた|人|うえ)|後(?:に|の|は|で)"
    r"|ください|下さい|お願い|したい|たく|希望|について|ますか|でしょうか|ませんか|検討|条件|必要|しよう"
    r"|すれば|なしで"
    r"|いただけ(?:ます|ない)|もらえ(?:ます|ない)|するまで|されるまで|できるまで|る(?:と(?![伺聞思言のか書])|なら|前)"
)
_NOT = (
    r"まだ|未だ|前|これから|予定|明日|来週|後日|週明け|ていな|てな[いく]|ていま(?:せん)|ておりません"
    r"|てません|てへん|ません|なかった|な[いく](?!と)|なし|無し|"
    r"ず(?:に|、)|ねえ|抜き|未(?:済|完|了|定)|いたします|します|行います|省|飛ば|後回し|不要|いらない|要らない"
)
_DONE = (
    r"済|完了|終わ|終え|終了|いただ(?:い|き)|頂(?:い|き)|され(?:た|て|まし)|し(?:た|て(?!ほ|く|も)|まし"
    r"|終え)|もら(?:っ|い)|くれ(?:た|て|まし)|くださ(?:っ|り)|入(?:っ|り)|確認|"
    r"成立|結(?:ん|び)|交わし|始ま(?:っ|り)|始めて|スタート|開始|進(?:んで|み)|通(?:っ|り)|おり(?:た|て"
    r"|まし)|下り|出(?:た|て|まし)|得(?:た|て)|取(?:っ|れ)|認め|決ま(?:っ|り)|"
    r"中|ありがとう|受け|確定|つい|付い|とれ|届"
)
_SUPPOSED = re.compile(
    r"(?:い|いただい|もらっ|され|し|まし|でき|け|い)?(?:たら|れば|次第|ますと|た(?:場合"
    r"|とき|時|後|あと))"
)
_NEGATED = re.compile(r"(?:い|お|いただい|もらっ|され|し|き)?(?:て)?(?:い|お)?(?:ません|ない|りません|らず|なく)")
_STATE = re.compile(rf"[^。!?\n]{{0,{REACH}}}?(?:(?P<open>{_OPEN})|(?P<no>{_NOT})|(?P<done>{_DONE}))")

_EVENTS = re.compile(
    r"(?P<escrow>仮払い|エスクロー|前払い金|代金の預け入れ|決済|お?支払い(?:の)?(?:お)?手続き?)"
    r"|(?P<order>ご?発注|ご?注文|ご?購入)(?!書|者)"
    r"|(?P<contract>(?<!直接)(?<!保持)(?<!義務)ご?契約)(?!書|先|違反|金|業)|(?P<apply>ご?応募(?!要項|条件"
    r"|フォーム|資格|書類|者)|選考|審査(?!中|結果)|採用(?!動画|担当|サイト|ページ)|書類審査|内定|採否|合否)"
)
_APPROVAL = re.compile(
    r"(?P<noun>申請|届け出|届出|承認|許可|(?:外部|サービス外|連絡先(?:の|)(?:公開|交換|開示))(?:の|)(?:連絡"
    r"|)(?:の|)(?:手続き?|届|ok|オーケー))(?!書|者|フォーム|却下|欲)"
)
_WAITS = re.compile(
    r"待|審査中|申請中|結果(?:は|が|を)|返事(?:は|が|を)(?!来|き[たま]|もら|いただ|あ)"
    r"|判断(?:を|は)|回答(?:は|を)"
)
_POST = re.compile(
    r"(?:募集(?!して|が|を|中|は|したところ)|要項|求人票?|案件(?:の|)(?:ページ|詳細|説明)|依頼(?:ページ|文)"
    r"|仕事(?:の|)詳細)(?:文|ページ|要項|内容|欄|の|時|画面)*"
    r"(?P<rest>(?:に|では|で|の|にも|には|にも、|は)?[^。!?\n]{0,24})"
)
_POST_NO = re.compile(
    r"(?:書|載|触れ|記載|明記|出|言及|説明|なか|あり|ひと|一)[^。]{0,10}?(?:ない|なく|なかっ|ません"
    r"|ておらず)|(?:と|って|で)(?:書いて|載って|)(?:あった|あるのに|書いてあるのに|あったのに"
    r"|いたのに)の?に|なかった|ありません"
)
_POST_YES = re.compile(
    r"とおり|通り|書い(?:て|た)|載(?:って|せ|り)|記載|明記|ある|あり|あった|ご案内"
    r"|お知らせ|お伝え|記し|書かれて|触れ"
)
_VERIFIED = re.compile(
    r"(?P<noun>本人確認(?:書類|マーク|バッジ|の(?:マーク|バッジ|手続き?))?|認証(?:マーク|バッジ|済みの(?:印"
    r"|マーク))|身元確認|支払い方法の確認)"
)
_SEEN_NOT = re.compile(r"[^。、!?\n]{0,14}?(?:ない|なし|ません|未|まだ|出せて|なく)")
_SEEN = re.compile(r"[^。、!?\n]{0,14}?(?:済|付い|つい|完了|終え|ある|あり(?!ま(?:せん)))")
_CLIENT = re.compile(
    r"相手|クライアント|依頼(?:者|主|人)|発注(?:者|主)|先方|募集主|会社|弊社|当方|当社"
    r"|アカウント|購入者|お客"
)

_PURPOSES = (
    ("tax", "支払調書|源泉|確定申告|年末調整|インボイス|法定調書|税務|税理士"),
    ("contract_document", "契約書|秘密保持|nda|誓約書|覚書|電子契約|契約の?(?:更新|締結|書類)|書面の取り交わし"),
    ("payment", "振(?:り|)込|入金|送金|着金|(?:お|)支払|報酬|給与|給料|謝礼|謝金|精算|経理|ギャラ|代金|立替"),
    (
        "shipping",
        "[発郵配]送|宅配|宅急便|冷凍便|レターパック|ゆうパック|伝票|荷物|お届け|現物|献本|見本誌|試[供食]品|実物",
    ),
    ("identity_check", "本人確認|なりすまし|身元|年齢確認|同一人物|ご本人か|本人か|本人だと|18歳以上|成人"),
    ("screening", "選考|採用|合否|採否|応募条件|判断材料|面接官|書類審査|候補(?:者|の方)|ふさわしい|適任|向いている"),
    ("work_tool", "共有|招待|編集(?:権|でき)|閲覧|進行(?:表|管理)|タスク|作業(?:場所|環境|の管理)|権限|ログインし"),
    ("contact", "連絡|急ぎ|緊急|やりとり|やり取り|つながる|すぐに(?:返|伝え|聞)|不在|届かない|行き違い|待ち合わせ"),
)
_FOR = (
    r"[^。、!?\n]{0,12}?(?:ため|用(?:に|の|で)|必要|要る|いる(?:ので|から)|要り|に使|使(?:う|い)|都合|関係"
    r"|際|とき|時に|あたり|にあた|参考|材料|手続|資料|目的|ので|んで|から|名目|もとに|基に|見て|しますので"
    r"|できない|でき(?:ず|ません)|ないと|予定)"
)
_PURPOSE = re.compile("|".join(f"(?P<{name}>(?:{nouns}){_FOR})" for name, nouns in _PURPOSES))


def told(text: str, speaker: Speaker, missing: frozenset[Fact]) -> Iterator[tuple[Fact, str]]:
    """Yield the facts among `missing` that the folded Japanese text tells by an event and its state."""
    if Fact.STAGE in missing and (stage := _stage(text, speaker)):
        yield Fact.STAGE, stage
    if Fact.APPROVAL in missing and (approval := _approval(text)):
        yield Fact.APPROVAL, approval
    if Fact.IN_JOB_POST in missing and (post := _in_post(text)):
        yield Fact.IN_JOB_POST, post
    if Fact.CLIENT_VERIFIED in missing and (verified := _verified(text, speaker)):
        yield Fact.CLIENT_VERIFIED, verified


def _state(text: str, place: int) -> str | None:
    """Return how far the event has come whose name ends at `place`."""
    found = _STATE.match(text, place)
    if found is None or found.lastgroup != "done":
        return found.lastgroup if found else None
    if _SUPPOSED.match(text, found.end()):
        return "open"
    return "no" if _NEGATED.match(text, found.end()) else "done"


_AFTERWARDS = re.compile("(?:の|した|された)?(?:後|あと)[^。]{0,40}?(?:れ(?:た|て|まし)|まし(?:た|て)|なって)")
"""What happened after an event, as a freelancer tells it, says that the event has happened."""

_ORDER = ("funded", "contracted", "before_contract")
_MEANS = {
    ("escrow", "done"): "funded",
    ("escrow", "no"): "contracted",
    ("order", "done"): "funded",
    ("order", "no"): "before_contract",
    ("contract", "done"): "contracted",
    ("contract", "no"): "before_contract",
    ("apply", "done"): "before_contract",
    ("apply", "no"): "before_contract",
    ("apply", "open"): "before_contract",
}


def _stage(text: str, speaker: Speaker) -> str | None:
    stages = set()
    for event in _EVENTS.finditer(text):
        if event.lastgroup == "escrow" and text.startswith("前", event.end()):
            continue
        after = _AFTERWARDS.match(text, event.end())
        state = "done" if after and speaker is Speaker.FREELANCER else _state(text, event.end())
        stages.add(_MEANS.get((str(event.lastgroup), str(state))))
    return next((stage for stage in _ORDER if stage in stages), None)


def _approval(text: str) -> str | None:
    value = None
    for noun in _APPROVAL.finditer(text):
        state = _state(text, noun.end())
        if _WAITS.search(text, noun.end(), noun.end() + REACH):
            value = "pending"
        elif state == "no":
            value = "none"
        elif state == "done":
            applied = noun["noun"] in ("申請", "届け出", "届出") and "通" not in text[noun.end() : noun.end() + 8]
            value = "pending" if applied else "approved"
    return value


def _in_post(text: str) -> str | None:
    for noun in _POST.finditer(text):
        rest = noun["rest"]
        if _POST_NO.search(rest):
            return "no"
        if _POST_YES.search(rest):
            return "yes"
    return None


def _verified(text: str, speaker: Speaker) -> str | None:
    if speaker is Speaker.FREELANCER or _CLIENT.search(text):
        for noun in _VERIFIED.finditer(text):
            if _SEEN_NOT.match(text, noun.end()):
                return "no"
            if _SEEN.match(text, noun.end()) and speaker is Speaker.FREELANCER:
                return "yes"
    return None


_WHY = re.compile(
    r"(?:理由|目的|用途|使い道|使途|わけ|何に使う|なんに使う|何のため|なぜ必要"
    r"|何のため)[^。]{0,24}?(?:はぐらか|濁|ごまか|無視|スルー|一点張り|かわされ|不明|わから|分から"
    r"|答え(?:てくれ(?:ま|な)|な|ま(?:せ)|がな)|返(?:事|答|信)(?:が|は|も)(?:な|あり|来|き)"
    r"|教えて(?:くれ(?:な|ま)|もらえ(?:な|ま))|言(?:わな|ってくれ|われず|いません)"
    r"|(?:書いて|書かれて|示されて|聞かされて|知らされて)(?:い)?(?:な|ま|お)|説明(?:が|は|も|して)?(?:な"
    r"|あり|され|くれ))"
)


_MONEY = "報酬|ギャラ|謝礼|お礼|代金|お代|原稿料|制作費|翻訳料|給料|給与|お?支払い|チップ|手付|料金|印税"
_SERVICE = (
    "paypal|ペイパル|ぺいぱる|paypay|ペイペイ|ぺいぺい|楽天ペイ|line pay|wise|仮想通貨|暗号資産|暗号通貨|usdt"
    "|ビットコイン|ステーブルコイン|nft|電子マネー|送金アプリ|アマギフ|(?:amazon|アマゾン)ギフト券?|stripe|米ドル|ドル|口座|銀行"
)
_PAID = (
    "(?:(?:お?支)?払(?:い(?:ます|た[いく]|いたし|し|する|となり)|う(?:から|ので|ね|よ|と|つもり|、|。|$)|え(?:ます|る(?:から|けど)))"
    "|送(?:り(?:ます|た[いく])|る(?:から|ので|ね|よ|と|つもり)|れます|金(?:します|いたし|とな|した|する(?:から|ので)))"
    "|(?:お)?(?:渡|わた)(?:し(?:ます|た[いく]|とな|して(?:おり|い))|す(?:から|ので|ね|よ|と))|入れ(?:ます|る(?:から|ので|ね|よ|と))"
    "|振り?込(?:み(?:ます|た[いく]|いたし|し)|む(?:から|ので|ね|よ|と)))"
)
_PAY = re.compile(
    f"(?:{_MONEY})(?:金)?(?:の一部|の残り|ですが|は|を|も)?、?(?![^。]{{0,20}}(?:サイト|ランサーズ|クラウドワークス|ココナラ|仮払|上乗せ|高))"
    f"[^。だ]{{0,16}}?(?:{_SERVICE})[^。]{{0,12}}?{_PAID}"
    f"|(?:{_SERVICE})(?:の送金)?(?:で|に|なら)[^。だ]{{0,8}}?{_PAID}"
    "|受け?取り?用の?(?:アドレス|qr|id|番号|リンク|口座|文字列)"
    "|(?:報酬|ギャラ|謝礼|原稿料|給料|お金)(?:の|を|が)?(?:入る|入れる|振り?込む?み?|受け取る|お?受け?取り)(?:ための|の)?(?:口座|先|銀行)"
    "|入金(?:します|いたします)|返金(?:先|がございま)|海外(?:から)?の?送金となり"
    "|(?:今日|明日|本日|今夜|月末に?|日に|まとめて|すぐに?)振り?込(?:みます|むから|むので|むね|みたい)"
)


def pays(text: str) -> bool:
    """Tell whether money is said to be paid by a service or to an account: 「ギャラはPayPalで送ります」."""
    return _PAY.search(text) is not None


def purpose(text: str, speaker: Speaker) -> str | None:
    """Return what the clause says that something is for: a noun of some errand, and a word such as 「ため」."""
    if speaker is Speaker.FREELANCER and _WHY.search(text):
        return "unstated"
    found = _PURPOSE.search(text)
    if found is None:
        return "payment" if pays(text) else None
    return found.lastgroup
