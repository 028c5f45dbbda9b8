"""Questions and changes name the platform's procedure where it has one."""

from bot.texts.telling import answer, change, question


def test_question_names_the_procedure(book):
    """And goes without where there is none."""
    named = question(book.of("ja"), "approval", "サービス外連絡申請")

    assert "「サービス外連絡申請」は承認されていますか。" == named
    assert "サービスの外で連絡するための承認は出ていますか。" == question(book.of("ja"), "approval", None)
    assert "Which platform is this on?" == question(book.of("en"), "platform", "form 7")


def test_change_names_procedure_and_verdict(book):
    """It is told as advice."""
    told = change(book.of("en"), "approval", "approved", "share_minimal", "contact form")

    assert "Once the contact form has been approved, the advice becomes “agree to what is needed”." == told
    assert "Once there is a contract, the advice becomes “decline”." == change(
        book.of("en"), "stage", "contracted", "decline", "contact form"
    )


def test_change_that_is_no_advice_is_not_told(book):
    """Nobody can go back to the time before a contract."""
    assert change(book.of("ja"), "stage", "before_contract", "share", None) is None


def test_answers_have_labels(book):
    """For buttons and for telling what we go by."""
    assert "承認された" == answer(book.of("ja"), "approval", "approved")
