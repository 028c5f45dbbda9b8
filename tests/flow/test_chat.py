"""Whole conversations through `kotowari chat`, as people have them."""

import json

HEADINGS = {
    "approval": "サービスの承認が出るまで",
    "minimal": "応じて差し支えありません",
    "decline": "お断り",
    "ask": "何に使うのか",
}


def last(answer):
    """The end of what was printed, from the last verdict on."""
    places = [answer.rfind(words) for words in HEADINGS.values()]
    return answer[max(places) :]


def flat(answer):
    """What was printed, without its line breaks."""
    return "".join(answer.split())


def test_shared_sheet_until_it_is_approved(kotowari):
    """Gmail for a shared spreadsheet: the application not made, made, approved."""
    message = "進行管理のスプレッドシートを共有しますので、Gmailのアドレスを教えてください。"
    answer = kotowari.chat(message, "クラウドワークスです", "契約しています", "1", "申請を出しました", "承認されました")

    assert "どのサービスでのやり取りですか。" in answer
    assert HEADINGS["approval"] in answer
    assert "承認「まだ申請していない」" in flat(answer)
    assert "承認「申請して結果待ち」" in flat(answer)
    assert last(answer).startswith(HEADINGS["minimal"])
    assert "承諾の文案" in last(answer) or "範囲を絞って応じる文案" in last(answer)


def test_address_and_phone_for_marking_books(kotowari):
    """Home address and phone number, before a contract."""
    answer = kotowari.chat(
        "クラウドワークスの採点のお仕事です。採点用の冊子をお送りしますので、ご自宅の住所と電話番号をお知らせください。"
    )

    assert "住所" in answer
    assert "電話番号" in answer
    assert HEADINGS["approval"] in answer or HEADINGS["decline"] in answer


def test_chatwork_by_a_gmail(kotowari):
    """A chat tool outside, by way of an e-mail address."""
    answer = kotowari.chat(
        "今後はChatworkでやり取りしたいです。登録するので、Gmailを教えてください。", "クラウドワークスで応募中です"
    )

    assert "Chatwork" in answer
    assert HEADINGS["approval"] in last(answer)


def test_five_job_sites_in_a_test_article(kotowari):
    """Registering at job-agency sites for a test article of 1,000 yen."""
    answer = kotowari.chat(
        "テスト記事（1,000円）をお願いします。次の5つの転職エージェントのサイトに会員登録をして、感想を書いてください。",
        "クラウドワークスです",
    )

    assert HEADINGS["decline"] in last(answer) or "断って" in last(answer)


def test_resume_after_a_finished_test(kotowari):
    """Nothing is contracted: it is voluntary, without contact details, the employer masked."""
    answer = kotowari.chat(
        "10円のテスト契約、お疲れさまでした。本契約の選考のため、履歴書と職務経歴書をこのメッセージでお送りください。",
        "クラウドワークスです。本契約はまだです",
    )

    assert HEADINGS["minimal"] in last(answer)
    assert "連絡先" in last(answer)
    assert "範囲を絞って応じる文案" in last(answer)


def test_client_gives_its_own_contact_first(kotowari):
    """Answering there is moving there."""
    answer = kotowari.chat(
        "クラウドワークスでご応募ありがとうございます。私のLINE IDはabc_defです。友だち追加してください。", "契約前です"
    )

    assert HEADINGS["approval"] in last(answer) or HEADINGS["decline"] in last(answer)


def test_briefing_outside(kotowari):
    """A briefing held outside the service."""
    answer = kotowari.chat("お仕事の説明会をZoomで行いますので、ぜひご参加ください。", "クラウドワークスです")

    assert HEADINGS["decline"] in last(answer) or HEADINGS["approval"] in last(answer) or "断って" in last(answer)


def test_client_without_proof_of_identity(kotowari):
    """It is told, and counts."""
    answer = kotowari.chat(
        "本人確認が済んでいないクライアントから、メールアドレスを聞かれました。クラウドワークスで契約前です。"
    )

    assert "クライアントの確認「済ませていない」" in answer
    assert HEADINGS["approval"] in answer or HEADINGS["decline"] in answer


def test_follow_ups_change_the_letter(kotowari):
    """Softer, firmer, in English, why, and the client who insists."""
    answer = kotowari.chat(
        "クラウドワークスで契約前に電話番号を聞かれました。", "もっと丁寧に", "英語で", "根拠は？", "しつこく聞かれます"
    )

    assert "（柔らかめ）" in answer
    assert "Thank you" in answer
    assert "出典" in answer
    assert "再度お断りする文案（きっぱり）" in answer


def test_remarks_are_answered_without_a_case(kotowari):
    """Help, thanks, and something to follow that is not there."""
    answer = kotowari.chat("使い方", "ありがとう", "もっと丁寧に")

    assert "届いたメッセージをそのまま貼る" in answer
    assert "いつでもお手伝いします" in answer
    assert "続きのもとになるご相談がまだありません" in answer


def test_case_survives_a_restart(kotowari):
    """The number of a choice is understood by the next process."""
    first = kotowari.chat("クラウドワークスで応募中です。クライアントからLINEのIDを聞かれました。")
    second = kotowari.chat("3")

    assert "3 承認された" in first
    assert second.startswith(f"必要な範囲に絞れば、{HEADINGS['minimal']}")


def test_paragraph_is_one_message(kotowari):
    """The ask in one line, the platform in another."""
    answer = kotowari.chat(
        "ご応募ありがとうございます。\nLINEのIDを教えてください。\nクラウドワークスの選考の一環です。"
    )

    assert 1 == answer.count("求められているもの")
    assert "クラウドワークス" in answer


def test_output_is_plain_in_a_pipe(kotowari):
    """No colour, no marks for a keyboard, no greeting."""
    answer = kotowari.chat("電話番号を教えてください。")

    assert "\x1b" not in answer
    assert answer.startswith("今わかっている範囲では")


def test_long_paragraph_is_refused_kindly(kotowari):
    """And the next one is answered."""
    answer = kotowari.chat("電話番号を教えて。" * 5000, "電話番号を教えてください。")

    assert "文章が長すぎて読み取れません" in answer
    assert "求められているもの：電話番号" in answer


def test_hostile_signs_do_not_come_back(kotowari):
    """Escapes and marks of direction."""
    done = kotowari("chat", given="\x1b]0;x\x07LINE\x1b[31mのIDを\u202e教えて\x9bください。")

    assert 0 == done.returncode
    assert not set(done.stdout.decode()) & set("\x1b\x07\x9b\u202e")


def test_other_bytes_than_utf8_are_misuse(kotowari):
    """In one line, with a remedy."""
    done = kotowari("chat", given="電話番号".encode("shift_jis"))

    assert 2 == done.returncode
    assert 1 == done.stderr.decode().count("\n")
    assert "UTF-8" in done.stderr.decode()


def test_english_is_spoken_as_well(kotowari):
    """From the message to the goodbye."""
    answer = kotowari.chat("My Upwork client asks for my phone number before the contract.", "softer please", "why?")

    assert "Decline" in answer or "decline" in answer
    assert "(softer)" in answer.lower() or "(soft)" in answer.lower()
    assert "Sources" in answer


def test_nothing_comes_in(kotowari):
    """An empty pipe is no mistake."""
    assert "" == kotowari.chat("")


def test_what_is_kept_can_be_seen_and_erased(kotowari):
    """`export` shows all of it, `forget` erases it."""
    kotowari.chat("クラウドワークスで契約前に電話番号を聞かれました。")
    kept = json.loads(kotowari("export").stdout)
    erased = kotowari("forget")
    again = kotowari("forget")

    assert [{"kind": "phone", "manner": [], "tool": None}] == kept["conversations"][0]["asks"]
    assert "覚えていたことをすべて消しました。\n" == erased.stdout.decode()
    assert "覚えていることはありませんでした。\n" == again.stdout.decode()
    assert [] == json.loads(kotowari("export").stdout)["conversations"]
