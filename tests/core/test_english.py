"""English grammar: how far a negation, a job, an owner or an act reaches. Both sides of each border."""

import pytest

from bot.core.read import read
from bot.core.reading import Speaker
from bot.core.words import Words

CLIENT = {
    # a negation denies its own clause, and a noun's negation its noun
    "Nobody here has time to write, so call me on 555 0100.": {"phone"},
    "We don't want you to call us or to join our site.": set(),
    "The next step is on paper: CV and two articles of yours, no phone call, no test.": {"resume", "portfolio"},
    "Send the CV, no portfolio.": {"resume"},
    "We'll ask for no passport, no bank details and no phone number.": set(),
    "No birthday please.": set(),
    # two negations make a demand
    "We can't pay you until we have your CV.": {"resume"},
    "I'm not hiring anybody who won't show a passport.": {"id_document"},
    # a job elsewhere in the sentence does not excuse what is to be handed over
    "Please send a short CV (half a page is enough) and two episodes you edited.": {"resume", "portfolio"},
    "Every new tutor buys our starter pack ($49), and you earn it back with the first two lessons.": {"payment"},
    "Write a polite reply to a hotel guest who wants to mail us her passport scan.": set(),
    "Please send the newsletter with the phone number.": set(),
    # whose thing it is
    "For the insurance list we need everybody's date of birth.": {"birthdate"},
    "We collect every applicant's passport.": {"id_document"},
    "Please sort the customers' dates of birth.": set(),
    "I'd like a portrait of you for the brochure.": {"photo"},
    "The clerk wants to see her passport.": set(),
    "Each applicant must show his passport.": {"id_document"},
    # whose act it is
    "I've put the phone number into the sheet.": set(),
    "Put your phone number into the sheet, please.": {"phone"},
    "We'd like to pay the second half on Friday.": set(),
    "I found your Instagram by chance.": set(),
    # what is politely asked for may be work
    "Please alphabetise the phone numbers.": set(),
    "Please forward the phone number.": {"phone"},
    "Could you black out names and phone numbers?": set(),
    "We require a colour copy of your identity card.": {"id_document"},
    # what a text, an app or a reader does
    "Our app sends a code by SMS when someone signs in.": set(),
    "Our customers send us selfies with the hats.": set(),
    "For the ID card we want a hole at the top.": set(),
    "Could the bear get a name?": set(),
    # sentences without a predicate
    "Please send your ID. And one full-body photo.": {"id_document", "photo"},
    "I need a few bits for the visa letter. Full name, date of birth.": {"name", "birthdate"},
    "Next: passport. Both sides.": {"id_document"},
    "Step 1: ID, front and back. Step 2: bank details.": {"id_document", "bank_account"},
    "The draft is nice. Phone number in the footer.": set(),
    # what the next sentence takes back
    "Scammers want passports in our name. We never do that.": set(),
    "Clients like to ask for free samples. I won't.": set(),
    # an address may be one for mail
    "I'd send the invitation to the board. Which address should I use?": {"email"},
    "Could you share an address?": {"address"},
    "The parcel is ready. Which address should I use?": {"address"},
    # words of a service
    "Text me on Telegram.": {"messenger"},
    "I'm looking for a logo for my Telegram bot.": set(),
    "We only use Skype here. Put down your ID.": {"messenger"},
    "Name a time.": set(),
    "Which line in the poem is yours?": set(),
}

FREELANCER = {
    "Buyer without verified payment wants me to join his site.": {"external_signup"},
    "Do I have to state how old I am for a data entry gig?": {"birthdate"},
    "He wants the login to my Canva account.": {"password"},
    "He wants to invite me to Canva by e-mail.": {"shared_workspace", "email"},
    "He wrote on WhatsApp that the project is cancelled.": set(),
    "He asked me to write on WhatsApp.": {"messenger"},
    "How do I tell a client that I won't go to Telegram with her?": {"messenger"},
}


@pytest.mark.parametrize("text", CLIENT)
def test_client(text: str, words: Words) -> None:
    assert {str(ask.kind) for ask in read(text, words, Speaker.CLIENT).asks} == CLIENT[text]


@pytest.mark.parametrize("text", FREELANCER)
def test_freelancer(text: str, words: Words) -> None:
    assert {str(ask.kind) for ask in read(text, words, Speaker.FREELANCER).asks} == FREELANCER[text]
