"""Questions as people put them, and which named question with which values each of them means."""

from __future__ import annotations

from typing import Final

# ruff: noqa: E501  one question a line

# One a line: the question => the named question, then name=value for each value.
PLAIN: Final = """
who receives location data? => who-receives data=location
Who gets my location? => who-receives data=location
who is told my email address => who-receives data=email address
who sees my email? => who-receives data=email address
Who has access to my credit card number? => who-receives data=card number
where does my location go? => who-receives data=location
where does my email address end up => who-receives data=email address
with whom is my location shared => who-receives data=location
to whom is my email address disclosed? => who-receives data=email address
which companies share my location? => who-receives data=location
which companies share location with Google? => who-receives data=location recipient=Google
who shares my email address with Tidewell? => who-receives data=email address recipient=Tidewell
who receives my location from Marlow? => who-receives data=location company=Marlow
whom does Marlow share my location with? => who-receives data=location company=Marlow
is my location shared? => who-receives data=location
is my location shared with Google? => who-receives data=location recipient=Google
does Google get my location? => who-receives data=location recipient=Google
recipients of location data => who-receives data=location
location => who-receives data=location
what location data does Google receive? => who-receives data=location recipient=Google
who gets my phone number? => who-receives data=phone number
What does Marlow collect? => what-is-collected company=Marlow
what data does Marlow collect about me? => what-is-collected company=Marlow
what does Marlow know about me? => what-is-collected company=Marlow
Which personal information is collected by Oakhurst Games? => what-is-collected company=Oakhurst Games
what does oakhurst ask for? => what-is-collected company=Oakhurst Games
what location data does Marlow collect => what-is-collected company=Marlow data=location
what information do Marlow gather from users => what-is-collected company=Marlow
Marlow => statements company=Marlow
what does Marlow use? => what-is-used company=Marlow
what does Marlow do with my email address? => statements company=Marlow data=email address
what does Marlow keep? => what-is-stored company=Marlow
what information is stored by Marlow? => what-is-stored company=Marlow
which data does Marlow retain => what-is-stored company=Marlow
since when does Marlow share my location? => since-when company=Marlow data=location action=share
since when has Marlow collected location data => since-when company=Marlow data=location action=collect
Since when does Marlow state what it does with my location? => since-when company=Marlow data=location
what does Google Maps receive? => what-does-it-receive recipient=Google Maps
what does Google get? => what-does-it-receive recipient=Google
what data is sent to Tidewell? => what-does-it-receive recipient=Tidewell
what does Marlow share with Tidewell => what-does-it-receive recipient=Tidewell company=Marlow
what does Google get from Marlow? => what-does-it-receive recipient=Google company=Marlow
which companies share data with Google? => what-does-it-receive recipient=Google
who sends data to Tidewell? => what-does-it-receive recipient=Tidewell
what does Google know about me? => what-does-it-receive recipient=Google
does Marlow share my location with Google? => does-it-share company=Marlow data=location recipient=Google
Does Marlow share my email? => does-it-share company=Marlow data=email address
does marlow give my email address to third parties? => does-it-share company=Marlow data=email address
is my location passed on by Marlow? => does-it-share company=Marlow data=location
Does Marlow share data with Google Maps? => does-it-share company=Marlow data=personal data recipient=Google Maps
will Oakhurst Games hand my nickname over to other users? => does-it-share company=Oakhurst Games data=nickname recipient=other users
can Tidewell see my email address at Marlow? => does-it-share company=Marlow data=email address recipient=Tidewell
does Marlow share my data? => does-it-share company=Marlow data=personal data
does Marlow collect my location? => does-it-collect company=Marlow data=location action=collect
is my age known to Marlow? => does-it-collect company=Marlow data=age action=collect
does Marlow store my credit card number? => does-it-collect company=Marlow data=card number action=store
which companies collect my email address? => who-collects data=email address action=collect
who stores my email address? => who-collects data=email address action=store
who collects age => who-collects data=age action=collect
why does Marlow use my email address? => why company=Marlow data=email address
for what purpose does Marlow collect my location? => why company=Marlow data=location
what does Marlow need my location for? => why company=Marlow data=location
why does Marlow collect data? => purposes company=Marlow
what are the purposes of Oakhurst Games? => purposes company=Oakhurst Games
for which purposes is location used? => purposes data=location
who uses data for advertising? => for-purpose purpose=advertising
does Marlow use my email address for advertising? => for-purpose purpose=advertising company=Marlow data=email address
how long does Marlow keep my email address? => retention company=Marlow data=email address
how long is my data kept? => retention
when does Marlow delete my data? => retention company=Marlow
retention periods => retention
for how long do they store my email => retention data=email address
what does Marlow promise not to do? => denials company=Marlow
what does Marlow not collect? => denials company=Marlow action=collect
which data is never shared? => denials action=share
what does Marlow say it does not store => denials company=Marlow action=store
denials => denials
who does not share my email address? => denials data=email address action=share
which SDKs does Marlow use? => sdks company=Marlow
what third-party SDKs are in Oakhurst Games? => sdks company=Oakhurst Games
list all sdks => sdks
whom does Marlow share with? => recipients company=Marlow
who gets my data? => recipients
who gets my data from Marlow? => recipients company=Marlow
which recipients does Oakhurst Games have? => recipients company=Oakhurst Games
with whom does Marlow share personal information? => recipients company=Marlow
which recipients do several companies share? => shared-recipients
who receives data from more than one company? => shared-recipients
which third parties do they have in common? => shared-recipients
who is vague about recipients? => vague-recipients
which companies are vague about who gets my location? => vague-recipients data=location
does Marlow sell my data? => sales company=Marlow
who sells my location? => sales data=location
is my email address sold by Marlow? => sales company=Marlow data=email address
where does Marlow get my age from? => sources company=Marlow data=age
what are the sources of data? => sources
which data needs my consent? => consent
what does Oakhurst Games do with my permission only? => consent company=Oakhurst Games
under what conditions does Oakhurst Games share my location? => conditions company=Oakhurst Games data=location action=share
when is my email address shared? => conditions data=email address action=share
what does Marlow say it may do? => possible company=Marlow
which data goes abroad? => cross-border
in which countries are the recipients of Marlow? => cross-border company=Marlow
what about children? => children
does Marlow collect data from kids? => children company=Marlow
which companies are there? => companies
which policies have you read? => policies
what kinds of data does Marlow handle? => data-types company=Marlow
which payment providers receive data? => recipients-of-kind kind=payment provider
which sentences mention "advertising"? => search text=advertising
"""

# Odd ones: slips of the keyboard, chat, other word orders.
ODD: Final = """
who recieves locaton data? => who-receives data=location
waht does marlow colect => what-is-collected company=Marlow
Hey, can you tell me who gets hold of my emial address please? => who-receives data=email address
does marlwo shar my locaiton with gogle => does-it-share company=Marlow data=location recipient=Google
hwo long does Marlow keep my emali? => retention company=Marlow data=email address
WHO RECEIVES MY LOCATION??? => who-receives data=location
i want to know what marlow knows about me => what-is-collected company=Marlow
marlow location google => does-it-share company=Marlow data=location recipient=Google
show me the sdks of marlow => sdks company=Marlow
Marlow's retention? => retention company=Marlow
who's getting my credit card number tho => who-receives data=card number
what doesn't Marlow do? => denials company=Marlow
my location: who gets it? => who-receives data=location
tell me what tidewell recieves => what-does-it-receive recipient=Tidewell
whats shared with firebase analytics => what-does-it-receive recipient=Firebase Analytics
is there anyone who gets my nickname => who-receives data=nickname
Does Oakhurst  Games   sell   location? => sales company=Oakhurst Games data=location
where\u2019s my location going? => who-receives data=location
won't Marlow share my e-mail? => does-it-share company=Marlow data=email address
what is marlow's reason for collecting my e-mail address => why company=Marlow data=email address
which firms pass my IP adress on to third partys => who-receives data=IP address
who can see where I am? => who-receives data=location
who knows where i live => who-collects data=home address action=collect
Is my phone number given to anyone? => who-receives data=phone number
to which companies does Marlow send location data? => who-receives data=location company=Marlow
tell me everything Marlow shares with Google => what-does-it-receive recipient=Google company=Marlow
Which of my data ends up at Google? => what-does-it-receive recipient=Google
is google told where I am by marlow => does-it-share company=Marlow data=location recipient=Google
what happens to my location? => statements data=location
what happens with my email address at Marlow? => statements company=Marlow data=email address
do advertising partners see my email => who-receives data=email address recipient=advertising partner
which advertisers receive my data => recipients-of-kind kind=advertising partner
what is my email address used for => purposes data=email address
what's the reason Oakhurst shares my location => why company=Oakhurst Games data=location
who receives location data and why? => who-receives data=location
is my email ever deleted? => retention data=email address
does Marlow promise not to store my card number? => denials company=Marlow data=card number action=store
does Marlow not share my location? => does-it-share company=Marlow data=location
which companies say they don't share data? => denials action=share
who do both Marlow and Oakhurst share data with? => shared-recipients
which companies do not name their recipients? => vague-recipients
what can Marlow do without my consent? => consent company=Marlow
which data is sent to the US? => cross-border
who gives Marlow my age? => sources company=Marlow data=age
does Marlow get data from Tidewell? => sources company=Marlow source=Tidewell
is Marlow spying on me? => what-is-collected company=Marlow
how many companies are in the graph? => companies
what sensitive data is collected? => sensitive-data
who gets IMEI? => who-receives data=IMEI
Which outside parties are handed my phone number? => who-receives data=phone number
Could Marlow be passing my location to Google Maps? => does-it-share company=Marlow data=location recipient=Google Maps
what are you doing with my photos, Marlow? => statements company=Marlow data=photo
In whose hands is my payment data? => who-receives data=payment information
Has Marlow got my contacts? => does-it-collect company=Marlow data=contacts
Why is my face scanned by Marlow? => why company=Marlow data=facial data
name all the third parties => recipients
does anyone get my IMEI, and why? => who-receives data=IMEI
whihc sdk's does marlow inlcude => sdks company=Marlow
who besides Marlow has my location => who-receives data=location company=Marlow
who's tracking me => who-collects data=personal data action=collect
Who at all gets told my name by Marlow? => who-receives data=name company=Marlow
Which personal details does Marlow ask me for? => what-is-collected company=Marlow
Which data does Marlow keep for ten years? => what-is-stored company=Marlow
Show denials of Marlow about storing => denials company=Marlow action=store
tell me about Oakhurst => statements company=Oakhurst Games
"""

# What must not be answered as if it were another question.
NOT_UNDERSTOOD: Final = (
    "",
    "   ",
    "?",
    "hello",
    "what is the weather like in Paris?",
    "who receives my unicorn preferences?",
    "does Zorblax share my location with Google?",
    "does Marlow share my location with Zorblax?",
    "what does Zorblax collect?",
    "how many sheep does it take?",
    "what do they collect?",
    "who owns Google Maps?",
    "where is Marlow located?",
    "Is my location safe with Marlow?",
    "does Marlow comply with GDPR?",
    "compare Marlow and Oakhurst",
    "help",
    "Qui re\u00e7oit ma position ?",
)


def read_table(table: str) -> list[tuple[str, str, dict[str, str]]]:
    """Cut one of the tables into (question, named question, values)."""
    rows = []
    for line in table.strip().splitlines():
        question, meaning = line.split(" => ")
        name, *pairs = meaning.split(" ")
        values: dict[str, str] = {}
        for word in pairs:
            key, equals, value = word.partition("=")
            if equals:
                values[last := key] = value
            else:
                values[last] += f" {word}"
        rows.append((question, name, values))
    return rows
