"""Tell whether a freelancer says, in Japanese, that it has handed over what a client wants: 「言われて先月送りました」.

`japanese.was_given` reads what stands right behind the thing. Here the verb is looked for first, wherever it stands in
the sentence, and then whose doing it is and what was handed over: not the client's, not work that was delivered, not
what was only said, and not what a site was given for its own check.

What it says that it has not given, or has refused, is found by the words of the files; here is weighed whether that is
told of what somebody wants: 「聞かれましたが、まだ教えていません」.
"""

import re
from collections.abc import Sequence

from bot.core.segment import Layout, Sentence, inside
from bot.core.sift import Heaps

REACH = 48
"""How far before the verb, in letters, its clause is read."""

FAR = 2 * REACH
"""How far before its sentence or its verb, in letters, the thing may be asked for that was given."""

_SURU = (
    "登録|入力|提出|送信|添付|交換|追加|返送|送付|郵送|転送|共有|アップ|アップロード|インストール|サイン|署名"
    "|押印|捺印|記入|返信|メール|公開|回答|ダウンロード|送金|決済|承認|許可|フォロー|入会|課金|チャージ"
)
_TE = (
    f"(?:教え|送っ|渡し|伝え|見せ|貼っ|(?<!仮)払っ|支払っ|振り込ん|打ち込ん|書き込ん|答え|貸し|知らせ|読み上げ|(?<!聞き)(?<!問い)返し|預け|明かし"
    f"|つながっ|繋がっ|つない|繋い|申し込ん|入れ|書い|話し|しゃべっ|喋っ|言っ|載せ|(?<![いりきびみえ])出し|アップし|置い|済ませ|応じ"
    f"|買っ|立て替え|(?<![りき値取])上げ|払い込ん|(?:{_SURU})し|お(?:伝え|渡し|送り|知らせ|見せ|貸し|返し|話し|支払い)し)"
)
_MASU = (
    f"(?:教え|送り|渡し|伝え|見せ|貼り|(?<!仮)払い|支払い|振り込み|打ち込み|書き込み|答え|貸し|知らせ|読み上げ|(?<!聞き)(?<!問い)返し|預け|明かし"
    f"|つながり|繋がり|つなぎ|繋ぎ|申し込み|入れ|書き|話し|しゃべり|喋り|載せ|(?<![いりきびみえ])出し|置き|済ませ|応じ|買い|立て替え"
    f"|やり|(?<![りき値取])上げ|払い込み|(?:{_SURU})し|お(?:伝え|渡し|送り|知らせ|見せ|貸し|返し|話し|支払い)し)"
)
_LEFT = "(?:教え|送っ|渡し|伝え|見せ|貸し|知らせ|預け|明かし|使わせ|(?:提出|送信|送付|共有|交換|返送|郵送)し)"
_AFTER = (
    "(?:[。!、\\s]|$|あと|後|のが|のに|のも|のは[^相先向ク]|のです|ん[でだ]|けど|けれど|ので|が、|ばかり|きり|直後|途端"
    "|とたん|ところ|だけ|し、|こと(?:は確|は事実|自体|が(?:不安|心配|気))|翌|次の日|日から|瞬間|みたい|って"
    "|(?:私|自分|僕|わたし|こちら)(?:が|も))"
)
_HANDED = re.compile(
    f"{_TE}[てで]しま(?:い|った(?!ら|場合)|って)|{_TE}(?:ちゃ|じゃ)(?:い(?:ま|、)|った(?!ら|場合)|って)"
    f"|{_MASU}(?:ました(?!か|ら)|まして|終え[たてま])|{_TE}[ただ](?={_AFTER})"
    f"|{_LEFT}て(?:あ(?:る(?!の(?:か|が))|り)|い(?:ます(?!か)|ました|て、|る(?:ん|の(?:で|に)|け|。|状))|ます(?!か))"
    f"|{_TE}[ただ](?:こと|覚え)(?:が|は|も)?(?:一度|何度|何回)?(?:あ(?:り(?:ます(?!か)|、)|る(?:ん|の(?:で|に)|け|。))|ございます)"
    "|(?:教え|送り|渡し|伝え|見せ|貸し|預け|載せ|出し|入れ)っ?(?:ぱなし|放し)"
    f"|(?:教え|送り|渡し|伝え|知らせ|伝達|見せ|(?<!仮)払い|支払い|振り込み|払い込み|貸し|(?:{_SURU}))(?:済み?|ずみ)(?!のもの|ません)"
    f"|{_LEFT}て(?:から)?、?(?:もう)?[一二三四五六七八九十数半\\d]{{1,3}}(?:日|週間|か月|ヶ月|年)"
    f"|{_LEFT}てから(?=[^。]{{2,30}}(?:ました|ています|てます|てきて|くなり|なくな|続|鳴|来ます|きます))"
    f"|(?:登録|入力|記入|支払い|振り?込み|提出)を(?:終え|済ませ)(?:た|まし)|{_TE}[てで](?:応募|返信|提出|送信)し(?:[ただ](?={_AFTER})|まし[たて])|操作してもら(?:いました|った)"
    f"|(?:判|印|印鑑|はんこ|ハンコ)を押し(?:ました|てしま|ちゃ)"
    f"|{_MASU}、(?=(?![^。]{{0,60}}(?:言わ|頼ま|誘|仕事|そうで|求め))[^。]{{2,40}}(?:ました|ています|た。))"
)
_NOT_DONE = re.compile(
    "(?:わけ|つもり)(?:では|じゃ)|(?:こと|覚え|ため)し?(?:が|は|も)(?:な[いく]|ありません)|(?:ほう|方)が|場合"
)
_SAID = re.compile("(?:までは|と|って|とだけ|とは|(?<!方)とも)$")
_PARTED = re.compile(
    "(?:ので|から、|ため、|けど、|けれど|が、|のに|たら、?|と、|れて、?|れ、|れたので|とおり|通り|まま|って、|とのことで"
    "|うちに|そうで|なくて、)|[。」]"
)
_OTHERS = (
    "相手|先方|向こう|クライアント|依頼[主者人]|発注[者主]|購入者|お客|客|担当|社長|店主|会社|友[人達だ]|知人|知り合い|母|父|夫|主人"
    "|妻|息子|娘|家族|友だち|運営|事務局|サイト|彼|あちら|採用|業者|弟|妹|兄|姉|同僚|先輩|人|方|者|誰か"
)
_BY_OTHERS = re.compile(f"(?:{_OTHERS})(?:たち|さん|様|さま|側|の(?:方|人|ほう))?(?:が|は|も(?!う)|から(?!の))")
_TO_SITE = re.compile(
    "(?:(?<!の)サイト(?![外内])|ランサーズ|クラウドワークス|ココナラ|シュフティ|クラウディア|upwork|fiverr|運営|事務局|プラットフォーム|プロフィール"
    "|出品ページ|税務署|銀行|市役所|役所|警察|友[人達だ]|前の会社)[^。、で]{0,14}?(?:に|へ|から)(?!は)"
)
_WORK = re.compile(
    "(?:納品|(?<!過去)(?<!過去の)原稿|作品|データ|記事|ファイル|ラフ|提案|見積|返事|お?返信|メッセージ|質問|連絡|デザイン|イラスト"
    "|ロゴ|動画|音声|初稿|修正|テスト|評価|お礼|断り|感想|応募(?!(?:の|した)?(?:段階|とき|時|際|前|あと|後|先))|理由"
    "|相談|通報|問い合わせ|案内|リンク|仕事|作業|途中|警告|申請|届け出"
    "|画像編集|台本|翻訳|企画|構成|時間|声|手|席|値段|金額|単価|希望|予定|結果|エントリー|仮払い)[^をはもまが、]{0,5}(?:を|は|も|まで|が)?"
    "[^を、]{0,10}$"
)
_WITH_OBJECT = re.compile("を[^を]{0,30}$")
_PRIVATE = re.compile(
    "(?:アカウント|名義|パスワード|暗証番号|ログイン情報|電話番号|携帯番号|口座番号|住所|本名|氏名|顔写真|自撮り|免許証|身分証|保険証|パスポート"
    "|マイナンバー|通帳|経歴書|履歴書|生年月日|連絡先|line|ライン)(?:の[^を、]{1,8})?(?:を|も|まで|だけ)[^を、]{0,12}$"
)
"""Things that are given for what they are, whether or not words near by ask for them."""
_UNDONE = re.compile("まだ|もし|仮に|万が一|たとえ|なら|代わりに")


def gave(text: str, layout: Layout, heaps: Heaps, places: Sequence[int]) -> bool:
    """Tell whether the folded text of a freelancer says that it has given something that is asked for."""
    asked = min(places, default=len(text))
    for found in _HANDED.finditer(text):
        sentence = layout.sentences[layout.sentence_at(found.start())]
        if found.start() < asked and not _names(sentence, found.start(), text, heaps):
            continue
        if not inside(layout.quotes, found.start()) and _own(text, found, sentence, heaps, places):
            return True
    return False


_WANTED = re.compile(
    "もらえ|持ってな|聞いて|[けせれめ]ろ?」?と(?:[、。\\s]|言|の|来)|書く紙|欄が|質問票|(?:案内|提案|依頼|要求|紹介|招待)され|見せ合お"
    "|(?:聞|訊|き)かれ|尋ねられ|求め(?:られ|て[きい])|頼まれ|言われ|いわれ|(?:言|い)うん|(?:言|い)って(?:[きまい]|る)|迫られ|急かされ|誘われ"
    "|勧められ|要求|指示|催促|必要(?:らし|だと|と[の言い]|とか)|要る(?:らし|と)|いる(?:らし|と[言い])|(?:ほし|欲し|た)い(?:と|って|そう)"
    "|(?:ください|下さい|お願い|ませんか|ましょう|ますか|送れ|出せ|教えて|くれ|よこせ)」?(?:と|って)|送られてき|送ってき|届い(?:た|て|ま)"
    "|という(?:返信|返事|連絡|話|依頼)|と(?:の|い)?(?:こと|うこと)|と来|(?:送|貼|書|出)るそう"
)
"""Words by which a freelancer tells that something is wanted of it."""

_SET_APART = re.compile("(?:ます|です|した|れた|だ)(?:が|けど|けれど|ので|から)、?|[。」\n]")
_SUPPOSED = re.compile(
    "(?:です|でし(?:た|ょう)|の|ん)*か(?!ら|な?と)|と(?!ころ|りあえず|伝|返|答|書|言っ|いう(?:状|の)|だけ)|なら|(?:の)?(?:場合|人|方|ワーカー)|かも|でしょう|だろう"
    "|わけ|つもり|(?:よう|ほう)に"
)
_NOT_WANTED = re.compile(
    "(?:申請|届け?出|許可|承認|審査|提案|応募|エントリー|見積|契約書?には|契約(?!書)|納品|仮払い|発注|評価|レビュー|理由|目的|用途|使い道|プロフィール"
    "|募集|求人|要項|ページに|報酬|検収|入金|本人確認|説明|原稿は|原稿を|記事[はを]|初稿|ラフ|デザイン[はを]|修正|請求書|確定申告|開業届|約束"
    "|家族に|親に|夫に|主人に|妻に|母に|父に|誰に|友[人達]に|運営|事務局|サポート|通報|警察|税務署|こちらの|私の質問|質問を)[^、]{0,14}$"
    "|(?:仕事|依頼|案件|オファー|作業|制作)(?:の話|の方|自体)?[はをも][^、]{0,6}$|もし|仮に|たとえ|万が一|(?:とは|と|か|かは|かも)$"
)
_NOT_GIVING = re.compile(
    "て(?:は|も)?(?:もら|くれ|いただ|頂|くださ|下さ|られ|いけ|なら|なり|あり|き).{0,2}(?:ま|な|へ|おら|ず)"
)
"""Words within "教えて…ません" by which it is not the freelancer that did not give."""


def wanted(text: str) -> bool:
    """Tell whether a freelancer's words tell that something is wanted of it, whatever it is."""
    return _WANTED.search(text) is not None


def kept(start: int, end: int, text: str, layout: Layout) -> bool:
    """Tell whether a freelancer that says it gave nothing speaks of itself, and of what may be wanted of it."""
    if inside(layout.quotes, start) or "プロフィール" in text[max(0, start - REACH) : start]:
        return False
    if _SUPPOSED.match(text, end) or _NOT_GIVING.search(text, start, end):
        return False
    sentence = layout.sentences[layout.sentence_at(start)]
    clause = _behind(_SET_APART, _clause(start, sentence, text))
    return _BY_OTHERS.search(clause) is None and _NOT_WANTED.search(clause) is None


def by_others(place: int, sentence: Sentence, text: str) -> bool:
    """Tell whether the clause before the place has somebody else for its subject: 「お客さんが自分の住所を」."""
    return _BY_OTHERS.search(_clause(place, sentence, text)) is not None


def _clause(place: int, sentence: Sentence, text: str) -> str:
    """Return the words of the clause that stand before the place."""
    return _behind(_PARTED, text[max(sentence.start, place - REACH) : place])


def _behind(border: re.Pattern[str], words: str) -> str:
    """Return what stands behind the last border, or everything if there is none."""
    start = 0
    for found in border.finditer(words):
        start = found.end()
    return words[start:]


def _names(sentence: Sentence, place: int, text: str, heaps: Heaps) -> bool:
    """Tell whether what stands before the verb at `place` names something that a client may want."""
    begin = max(sentence.start, place - FAR)
    return _named(begin, place, heaps) or _PRIVATE.search(text, begin, place) is not None


def _named(start: int, end: int, heaps: Heaps) -> bool:
    """Tell whether a thing or a tool is named between the places."""
    return bool(heaps.things.between(start, end) or heaps.tools.between(start, end))


def _own(text: str, found: re.Match[str], sentence: Sentence, heaps: Heaps, places: Sequence[int]) -> bool:
    """Tell whether the verb tells the freelancer's own doing, and of a thing that is asked for."""
    clause = _clause(found.start(), sentence, text)
    if _SAID.search(text, max(0, found.start() - 4), found.start()) or _NOT_DONE.match(text, found.end()):
        return False
    if _BY_OTHERS.search(clause) or _UNDONE.search(clause) or _WORK.search(clause):
        return False
    begin = found.start() - len(clause)
    named = [*heaps.things.between(begin, found.start()), *heaps.tools.between(begin, found.start())]
    site = _TO_SITE.search(text, begin, found.start())
    if site is not None and not any(word.start <= site.start() < word.end for word in named):
        return False
    if named or _PRIVATE.search(clause):
        return True
    if _WITH_OBJECT.search(clause) is not None:
        return False
    if _named(max(sentence.start, found.start() - FAR), found.start(), heaps):
        return True
    return any(sentence.start - FAR < place < found.start() for place in places)
