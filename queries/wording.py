"""The words that questions are made of, other than names: which word says what is asked."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final


class Tag(StrEnum):
    """What a word or phrase of a question says."""

    WHO = "who"
    WHAT = "what"
    WHERE = "where"
    WHY = "why"
    WHEN = "when"
    SINCE = "since when"
    HOW_LONG = "how long"
    RECEIVE = "receive"
    COLLECT = "collect"
    USE = "use"
    DO = "do"
    SHARE = "share"
    SELL = "sell"
    STORE = "store"
    NOT = "not"
    PROMISE = "promise"
    SEVERAL = "several"
    COMPANIES = "companies"
    POLICIES = "policies"
    RECIPIENTS = "recipients"
    ANYONE = "anyone"
    SDK = "SDK"
    VAGUE = "vague"
    SOURCE = "source"
    COUNTRY = "country"
    SEAT = "seat"
    CONSENT = "consent"
    CHILDREN = "children"
    POSSIBLE = "possible"
    TYPES = "types"
    LIST = "list"
    MENTION = "mention"
    WITH = "with"
    FROM = "from"
    FOR = "for"
    BY = "by"
    AUXILIARY = "auxiliary"
    FILLER = "filler"


_PHRASES: Final = MappingProxyType(
    {
        Tag.WHO: "who, whom, whose hands, which ones, whoever, to whom, with whom",
        Tag.WHAT: "what, which, how, how many, what all, what else, what exactly, what kind "
        "of, what sort of",
        Tag.WHERE: "where, where to, whereto",
        Tag.WHY: "why, what for, for what, for what reason, for which reason, how come, "
        "purpose, purposes, for what purpose, for what purposes, for which "
        "purpose, for which purposes, reason, reasons, to what end, what is the "
        "point of, the point of",
        Tag.WHEN: "when, under what conditions, under which conditions, under what "
        "circumstances, under which circumstances, in which cases, in what cases, "
        "condition, conditions, circumstances, on what terms, only if, on what "
        "condition",
        Tag.SINCE: "since when, from when on, since what date, since which version, since what version",
        Tag.HOW_LONG: "how long, for how long, until when, how many days, how many months, "
        "how many years, retention, retention period, retention periods, "
        "retention time, how soon, period, delete, deletes, deleted, "
        "deleting, erase, erases, erased, get rid of, gets rid of, rid of, "
        "wiped, forget, forgets, expire, expires",
        Tag.RECEIVE: "receive, receives, received, receiving, get, gets, got, getting, "
        "obtain, obtains, obtained, get hold of, gets hold of, gets their "
        "hands on, get their hands on, gets its hands on, lay hands on, is "
        "told, are told, told, see, sees, seen, access, accesses, accessed, "
        "has access to, have access to, have access, has access, get to see, "
        "gets to see, get to know, gets to know, is given, are given, is sent, "
        "are sent, is handed, are handed, is informed of, end up with, ends up "
        "with, is at the receiving end of, find out, finds out, looks at, look "
        "at, read, reads, view, views, viewed",
        Tag.COLLECT: "collect, collects, collected, collecting, collection, gather, "
        "gathers, gathered, gathering, record, records, recorded, recording, "
        "know, knows, known, learn, learns, track, tracks, tracked, tracking, "
        "ask for, asks for, asked for, ask me for, asks me for, ask you for, "
        "ask users for, capture, captures, captured, harvest, harvests, "
        "harvested, acquire, acquires, take, takes, taken, pick up, picks up, "
        "want, wants, require, requires, request, requests, hold on me, have "
        "on me, has on me, have about me, has about me, do you have on me, do "
        "you have about me, hold about me, spy on, spies on, spying on, "
        "monitor, monitors, monitored, grab, grabs, grabbed, siphon, siphons, "
        "find out about, log, logs, logged, scan, scans, scanned, watch, "
        "watches",
        Tag.USE: "use, uses, used, using, process, processes, processed, processing, need, "
        "needs, needed, make of, exploit, exploits, analyse, analyze, analyses, "
        "analyzes, handle, handles, handled",
        Tag.DO: "do with, does with, done with, doing with, happens to, happen to, happened "
        "to, happens with, happen with, say about, says about, said about, "
        "statements about, tell about, becomes of, treat, treats, deal with, deals "
        "with",
        Tag.SHARE: "share, shares, shared, sharing, disclose, discloses, disclosed, "
        "disclosing, disclosure, disclosures, give, gives, gave, given, giving, "
        "give away, gives away, given away, pass on, passes on, passed on, pass, "
        "passes, passed, pass along, passes along, passed along, hand, hands, "
        "handed, hand over, hands over, handed over, hand out, hands out, send, "
        "sends, sent, sending, transfer, transfers, transferred, transmit, "
        "transmits, transmitted, provide, provides, provided, reveal, reveals, "
        "revealed, tell, tells, leak, leaks, leaked, forward, forwards, "
        "forwarded, distribute, distributes, expose, exposes, exposed, show, "
        "shows, shown, visible, go, goes, going, gone, went, end up, ends up, "
        "land, lands, flow, flows, travel, travels, make available, makes "
        "available, made available, let see, lets see, supply to, supplies to, "
        "publish, publishes, published, upload, uploads, uploaded, release, "
        "releases, released, communicate, communicates, communicated, supply, "
        "supplies, supplied, deliver, delivers, delivered, submit, submits",
        Tag.SELL: "sell, sells, sold, selling, sale, sales, rent, rents, rented, renting, "
        "trade, trades, traded, monetise, monetises, monetize, monetizes, make "
        "money with, makes money with, earn money with, earns money with",
        Tag.STORE: "store, stores, stored, storing, storage, keep, keeps, kept, keeping, "
        "retain, retains, retained, retaining, save, saves, saved, hold, holds, "
        "held, keep hold of, hold on to, hang on to, hangs on to, hold onto, "
        "holds onto, stash, archive, archives",
        Tag.NOT: "not, never, no, none, refuse, refuses, refuse to, refuses to, deny, "
        "denies, denied, denial, denials, without, neither, nothing, abstain, "
        "abstains, rule out, rules out, ruled out",
        Tag.PROMISE: "promise, promises, promised, pledge, pledges, vow, vows, assure, "
        "assures, swear, swears, commit, commits, guarantee, guarantees",
        Tag.SEVERAL: "several, multiple, more than one, many, both, common, in common, "
        "overlap, overlaps, overlapping, different, two or more, at least two, "
        "shared by, most companies, the same, same",
        Tag.COMPANIES: "company, companies, app, apps, firm, firms, business, businesses, "
        "organisation, organisations, organization, organizations, "
        "publisher, publishers, vendor, vendors, site, sites, website, "
        "websites, service, services, corporation, corporations",
        Tag.POLICIES: "policy, policies, privacy policy, privacy policies, notice, notices, "
        "privacy notice, privacy notices, document, documents",
        Tag.RECIPIENTS: "recipient, recipients, receiver, receivers, receiving parties",
        Tag.ANYONE: "anyone, anybody, someone, somebody, everyone, everybody, others, "
        "other, anyone else, someone else, somebody else, anybody else, "
        "everyone else, who else, else, third party, third parties, "
        "third-party, 3rd party, 3rd parties, other companies, another company, "
        "other parties, any other party, outsiders, other people, any company, "
        "any third party, any third parties, a third party, strangers, other "
        "apps, other firms, other businesses, other organisations, other "
        "organizations",
        Tag.SDK: "sdk, sdks, software development kit, software development kits, library, "
        "libraries, third-party code, third-party library, third-party libraries, "
        "third-party sdk, third-party sdks, third party sdk, third party sdks, "
        "tracker, trackers, plug-in, plug-ins, plugins, embedded code",
        Tag.VAGUE: "vague, unnamed, not named, nameless, unspecified, unclear, anonymous, "
        "fuzzy, not name, without naming, without a name, without names, does "
        "not name, do not name, not say who, hide, hides, hidden, evasive, "
        "woolly, unidentified",
        Tag.SOURCE: "source, sources, come from, comes from, came from, coming from, from "
        "whom, from where, where from, originate, originates, supplied by, "
        "provided by, obtained from, collected from, received from, origin, "
        "origins",
        Tag.COUNTRY: "country, countries, abroad, overseas, cross-border, cross border, "
        "nation, nations, jurisdiction, jurisdictions, international transfer, "
        "international transfers, foreign, leave the country, leaves the "
        "country, outside the eu, outside europe, other side of the world, "
        "other countries, which countries, the us, usa, u.s, united states, "
        "america, china, europe, the eu, eu, the uk, uk, united kingdom, "
        "germany, russia, india, japan, singapore, hong kong, outside, third "
        "country, third countries",
        Tag.SEAT: "based, located, headquartered, seat, headquarters",
        Tag.CONSENT: "consent, permission, permissions, agreement, opt in, opt-in, "
        "authorisation, authorization, approval, ask me first, asks me first, "
        "asking me, if i agree, say so, agree, agreed, my ok, say yes",
        Tag.CHILDREN: "child, children, kid, kids, minor, minors, teenager, teenagers, "
        "teens, under 13, under 16, under 18, toddlers, my son, my daughter, "
        "children's data, children's personal data, kids' data",
        Tag.POSSIBLE: "may do, might do, could do, may possibly, possibly, reserve the "
        "right, reserves the right, reserve the right to do, allow itself, "
        "allows itself, says it may, say it may, say they may, says it might, "
        "say it may do, says it may do, only says it may do",
        Tag.TYPES: "kinds of data, types of data, data types, kind of data, type of data, "
        "categories of data, sorts of data, kinds of information, types of "
        "information, categories of personal data, kinds of personal data, "
        "categories of information, types of personal data, types of personal "
        "information, data categories",
        Tag.LIST: "list, lists, are there, is there, in the graph, in this graph, in here, "
        "do you know, do you have, have you read, overview, did you read, were "
        "read, loaded",
        Tag.MENTION: "mention, mentions, mentioned, mentioning, contain, contains, "
        "containing, sentences with, sentence with, sentence, sentences, the "
        "word, the words, says, say, speak of, speaks of, talk about, talks "
        "about, search for, look for, search, search the sentences for",
        Tag.WITH: "with, to, into, onto, towards, toward",
        Tag.FROM: "from, of, at, in, under, via, through, besides, apart from, other than, "
        "inside, within",
        Tag.FOR: "for, in order to, so as to, because of, for the purpose of, for purposes "
        "of, for the purposes of, serve, serves",
        Tag.BY: "by",
        Tag.AUXILIARY: "does, do, did, is, are, was, were, will, would, can, could, has, "
        "have, had, may, might, should, shall, must, am, be, been, being",
        Tag.FILLER: "a, an, the, my, your, our, their, his, her, its, me, i, you, we, us, "
        "they, them, about me, of me, on me, it, he, she, this, that, these, "
        "those, any, some, all, every, each, about, on, and, or, as, if, then, "
        "than, so, such, there, here, please, kindly, tell me, give me, show "
        "me, find me, let me know, i want to know, i would like to know, can "
        "you tell me, could you tell me, do you know, i wonder, i am wondering, "
        "just, really, actually, exactly, ever, also, too, still, even, now, "
        "today, currently, at all, hey, hi, hello, ok, okay, well, thanks, "
        "thank you, whether, which of them, mine, own, user, users, user's, "
        "people, people's, person, customer, customers, individual, "
        "individuals, personally, directly, according to, stuff, thing, things, "
        "anything, something, everything, one, ones, long, much, many of, up, "
        "out, away, off, over, thereof, whole, concerning, regarding, related "
        "to, relating to, upon, along, possible, be able to, able to, going to, "
        "allowed to, supposed to, happens, happen, case, want to, answer, "
        "question, question is, the graph, graph, only, ever be, name, kinds, "
        "types, kind, type, sort, sorts, include, includes, included, embed, "
        "embeds, carry, carries, built in, year, years, month, months, week, "
        "weeks, day, days, hour, hours, two, three, four, five, six, seven, "
        "ten, thirty, bit, lot, again, am i, per, each of, out of, based on, "
        "like",
    }
)

# How people speak of data without naming it, and the label that says it.
EVERYDAY_DATA: Final = MappingProxyType(
    {
        "where i am": "location",
        "where i was": "location",
        "where i have been": "location",
        "where i go": "location",
        "whereabouts": "location",
        "where i live": "home address",
        "who i am": "identity data",
        "how old i am": "age",
        "what i buy": "purchase history",
        "what i bought": "purchase history",
        "what i search for": "search history",
        "what i look at": "browsing history",
        "whom i know": "contacts",
        "who i know": "contacts",
        "what i write": "messages",
        "what i say": "voice recordings",
    }
)
VERBS: Final = frozenset(
    {Tag.RECEIVE, Tag.COLLECT, Tag.USE, Tag.SHARE, Tag.SELL, Tag.STORE, Tag.HOW_LONG, Tag.LIST}
)


@cache
def load_wording() -> MappingProxyType[str, Tag]:
    """Return which tag each word and phrase has; of a phrase listed twice, the first tag counts."""
    wording: dict[str, Tag] = {}
    for tag, phrases in _PHRASES.items():
        for phrase in phrases.split(", "):
            wording.setdefault(spell(phrase), tag)
    for word, tag in tuple(wording.items()):
        if tag in VERBS and " " not in word:
            for progressive in _progressives(word):
                wording.setdefault(progressive, tag)
    return MappingProxyType(wording)


def _progressives(verb: str) -> tuple[str, ...]:
    """Return how a verb may look with "-ing"; for "sees" and the like a word that nobody types."""
    stem = verb.removesuffix("e") if not verb.endswith("ee") else verb
    return f"{stem}ing", f"{verb}{verb[-1]}ing"


def spell(phrase: str) -> str:
    """Return a phrase as wording and questions are compared: lower case, hyphens as spaces."""
    return " ".join(phrase.casefold().replace("-", " ").split())
