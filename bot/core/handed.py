"""Tell whether a freelancer says, in Japanese, that it has handed over what a client wants: 「言われて先月送りました」.

`japanese.was_given` reads what stands right behind the thing. Here the verb is looked for first, wherever it stands in
the sentence, and then whose doing it is and what was handed over: not the client's, not work that was delivered, not
what was only said, and not what a site was given for its own check.
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
    f"(?:教え|送っ|渡し|伝え|見せ|貼っ|(?<!仮)払っ|支払っ|振り込ん|打ち込ん|書き込ん|答え|貸し|知らせ|読み上げ|返し|預け|明かし"
    f"|つながっ|繋がっ|つない|繋い|申し込ん|入れ|書い|話し|しゃべっ|喋っ|言っ|載せ|(?<![いりきびみえ])出し|アップし|置い|済ませ|応じ"
    f"|買っ|立て替え|(?<![りき値取])上げ|払い込ん|(?:{_SURU})し|お(?:伝え|渡し|送り|知らせ|見せ|貸し|返し|話し|支払い)し)"
)
_MASU = (
    f"(?:教え|送り|渡し|伝え|見せ|貼り|(?<!仮)払い|支払い|振り込み|打ち込み|書き込み|答え|貸し|知らせ|読み上げ|返し|預け|明かし"
    f"|つながり|繋がり|つなぎ|繋ぎ|申し込み|入れ|書き|話し|しゃべり|喋り|載せ|(?<![いりきびみえ])出し|置き|済ませ|応じ|買い|立て替え"
    f"|やり|(?<![りき値取])上げ|払い込み|(?:{_SURU})し|お(?:伝え|渡し|送り|知らせ|見せ|貸し|返し|話し|支払い)し)"
)
_LEFT = "(?:教え|送っ|渡し|伝え|見せ|貸し|知らせ|預け|明かし|(?:提出|送信|送付|共有|交換|返送|郵送)し)"
_AFTER = (
    "(?:[。!、\\s]|$|あと|後|のが|のに|のも|のは[^相先向ク]|のです|ん[でだ]|けど|けれど|ので|が、|ばかり|きり|直後|途端"
    "|とたん|ところ|だけ|し、|こと(?:は確|は事実|自体|が(?:不安|心配|気))|翌|次の日|日から|瞬間|みたい|って)"
)
_HANDED = re.compile(
    f"{_TE}[てで]しま(?:い|った(?!ら|場合)|って)|{_TE}(?:ちゃ|じゃ)(?:い(?:ま|、)|った(?!ら|場合)|って)"
    f"|{_MASU}(?:ました(?!か|ら)|まして|終え[たてま])|{_TE}[ただ](?={_AFTER})"
    f"|{_LEFT}て(?:あ(?:る(?!の(?:か|が))|り)|い(?:ます(?!か)|ました|て、|る(?:ん|の(?:で|に)|け|。|状)))"
    f"|(?:教え|送り|渡し|伝え|見せ|(?<!仮)払い|支払い|振り込み|払い込み|貸し|知らせ|(?:{_SURU}))(?:済み?|ずみ)(?!のもの|ません)"
    f"|{_LEFT}て(?:から)?、?(?:もう)?[一二三四五六七八九十数半\\d]{{1,3}}(?:日|週間|か月|ヶ月|年)"
    f"|{_LEFT}てから(?=[^。]{{2,30}}(?:ました|ています|てます|てきて|くなり|なくな|続|鳴|来ます|きます))"
    f"|(?:登録|入力|記入|支払い|振り?込み|提出)を(?:終え|済ませ)(?:た|まし)|{_TE}[てで](?:応募|返信|提出|送信)し(?:[ただ](?={_AFTER})|まし[たて])|操作してもら(?:いました|った)"
    f"|(?:判|印|印鑑|はんこ|ハンコ)を押し(?:ました|てしま|ちゃ)"
    f"|{_MASU}、(?=(?![^。]{{0,60}}(?:言わ|頼ま|誘|仕事|そうで|求め))[^。]{{2,40}}(?:ました|ています|た。))"
)
_NOT_DONE = re.compile(
    "(?:わけ|つもり)(?:では|じゃ)|(?:こと|覚え|ため)し?(?:が|は|も)(?:な[いく]|ありません)|(?:ほう|方)が|場合"
)
_SAID = re.compile("(?:と|って|とだけ|とは|(?<!方)とも)$")
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
    "(?:サイト|ランサーズ|クラウドワークス|ココナラ|シュフティ|クラウディア|upwork|fiverr|運営|事務局|プラットフォーム|プロフィール"
    "|出品ページ|税務署|銀行|市役所|役所|警察|友[人達だ]|前の会社)[^。、]{0,14}?(?:に|へ|から)(?!は)"
)
_WORK = re.compile(
    "(?:納品|原稿|作品|データ|記事|ファイル|ラフ|提案|見積|返事|お?返信|メッセージ|質問|連絡|デザイン|イラスト|ロゴ|動画|音声|初稿"
    "|修正|テスト|評価|お礼|断り|感想|応募|理由|相談|通報|問い合わせ|案内|リンク|仕事|作業|途中|画像編集|台本|翻訳|企画|構成"
    "|時間|声|手|席|値段|金額|単価|希望|予定|結果|エントリー|仮払い)[^をはもまが、]{0,5}(?:を|は|も|まで|が)?"
    "[^を、]{0,10}$"
)
_WITH_OBJECT = re.compile("を[^を]{0,30}$")
_UNDONE = re.compile("まだ|もし|仮に|万が一|たとえ|なら|代わりに")


def gave(text: str, layout: Layout, heaps: Heaps, places: Sequence[int]) -> bool:
    """Tell whether the folded text of a freelancer says that it has given something that is asked for."""
    if not places:
        return False
    asked = min(places)
    for found in _HANDED.finditer(text):
        sentence = layout.sentences[layout.sentence_at(found.start())]
        if found.start() < asked and not _named(max(sentence.start, found.start() - FAR), found.start(), heaps):
            continue
        if not inside(layout.quotes, found.start()) and _own(text, found, sentence, heaps, places):
            return True
    return False


def by_others(place: int, sentence: Sentence, text: str) -> bool:
    """Tell whether the clause before the place has somebody else for its subject: 「お客さんが自分の住所を」."""
    return _BY_OTHERS.search(_clause(place, sentence, text)) is not None


def _clause(place: int, sentence: Sentence, text: str) -> str:
    """Return the words of the clause that stand before the place."""
    before = text[max(sentence.start, place - REACH) : place]
    parts = [part.end() for part in _PARTED.finditer(before)]
    return before[parts[-1] :] if parts else before


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
    if named:
        return True
    if _WITH_OBJECT.search(clause) is not None:
        return False
    if _named(max(sentence.start, found.start() - FAR), found.start(), heaps):
        return True
    return any(sentence.start - FAR < place < found.start() for place in places)
