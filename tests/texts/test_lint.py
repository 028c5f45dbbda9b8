"""The linter finds each fault in a bad sentence and lets the good one beside it pass."""

import pytest

from bot.texts.lint import Finding, lint


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        ("double honorific", "ご覧になられましたでしょうか。", "ご覧になりましたでしょうか。"),
        ("double honorific", "お客様がおっしゃられました。", "お客様がおっしゃいました。"),
        ("double honorific", "明日お伺いさせていただきます。", "明日お伺いいたします。"),
        ("double honorific", "資料を拝見させていただきました。", "資料を拝見しました。"),
        ("double honorific", "後ほどご連絡させていただきます。", "後ほどご連絡いたします。"),
        ("double honorific", "お送りさせていただきます。", "お送りいたします。"),
        ("humble for the client", "ご連絡してください。", "ご連絡ください。"),
        ("humble for the client", "資料をお送りしてください。", "資料をお送りください。"),
        ("humble for the client", "こちらの機能をご利用できます。", "こちらの機能をご利用いただけます。"),
        ("させていただく piled up", "休業させていただき、再開を連絡させていただきます。", "休業させていただきます。"),
        ("casual or wrong", "了解しました。", "承知いたしました。"),
        ("casual or wrong", "すいません、確認します。", "申し訳ございません。確認いたします。"),
        ("casual or wrong", "なるほどですね。", "おっしゃるとおりです。"),
        ("casual or wrong", "こちらでよろしかったでしょうか。", "こちらでよろしいでしょうか。"),
        ("casual or wrong", "ご苦労様でございます。", "お疲れさまでございます。"),
        ("sa put in", "本日は休まさせていただきます。", "本日は休ませていただきます。"),
        ("re put in", "明日なら行けれます。", "明日なら行けます。"),
        ("ra left out", "画面が見れません。", "画面が見られません。"),
        ("ra left out", "お答えは控えれます。", "お答えは控えられます。"),
        ("punctuation", "承知いたしました。。", "承知いたしました。"),
        ("punctuation", "はい,承知いたしました。", "はい、承知いたしました。"),
        ("punctuation", "ありがとうございます！", "ありがとうございます。"),
        ("half-width kana", "ﾒｰﾙでお送りします。", "メールでお送りします。"),
        ("left-over brace", "{client}様", "田中様"),
        ("unbalanced", "「申請が必要です。", "「申請」が必要です。"),
        ("accusation", "詐欺ではないかと存じます。", "お受けいたしかねます。"),
        ("too long", "あ" * 91 + "。", "あ" * 89 + "。"),
        ("said twice", "承知しました。承知しました。", "承知しました。お送りします。"),
        ("cushion twice", "恐れ入りますが、待ちます。恐れ入りますが、送ります。", "恐れ入りますが、待ちます。"),
        ("cushions piled up", "申し訳ございませんが、恐れ入りますが、待ちます。", "恐れ入りますが、待ちます。"),
        ("one が after another", "住所の件ですが、遅くなりますが、送ります。", "住所の件ですが、後ほど送ります。"),
        ("named twice", "住所の件ですが、住所は控えます。", "住所の件ですが、お伝えは控えます。"),
        ("asks for data", "住所を教えてください。", "住所につきましては、目的を伺えますか。"),
    ],
)
def test_japanese(check, bad, good):
    """One fault in each pair."""
    assert check in {finding.check for finding in lint(bad, "ja", ["住所"])}
    assert () == lint(good, "ja", ["住所"])


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        ("punctuation", "Thank you.  I agree.", "Thank you. I agree."),
        ("punctuation", "Thank you .", "Thank you."),
        ("punctuation", "Thank you!", "Thank you."),
        ("left-over brace", "Hello {client}.", "Hello Ann."),
        ("small letter", "Thank you. i agree.", "Thank you. I agree."),
        ("article", "I can send a outline.", "I can send an outline."),
        ("article", "I can send the the outline.", "I can send the outline."),
        ("accusation", "This looks like a scam.", "I cannot do this."),
        ("asks for data", "Please send me your address.", "Please let me know what this is for."),
        ("stiff and casual at once", "I'll hereby decline.", "I decline this."),
        ("said twice", "I agree. I agree.", "I agree. I can wait."),
        ("unbalanced", "Please submit “the form.", "Please submit “the form”."),
        ("too long", "I " + "really " * 40 + "agree.", "I agree."),
        ("named twice", "My address is my address.", "My address is here."),
    ],
)
def test_english(check, bad, good):
    """One fault in each pair."""
    assert check in {finding.check for finding in lint(bad, "en", ["address"])}
    assert () == lint(good, "en", ["address"])


def test_settled_forms_are_let_through():
    """The Council for Cultural Affairs accepts them, and so do we."""
    assert () == lint("とんでもございません。明日お伺いします。", "ja")


def test_finding_says_what_and_where():
    """For the message of a failing test."""
    assert "accusation: scam" == str(Finding("accusation", "scam"))
