"""Answers as people speak them, each with the steps that a fair listener would say it covers.

They ramble, they name steps without speaking of them, and they use a step's word for something
else. `heard` lists the steps that are truly there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    framework: str
    about: str
    text: str
    heard: tuple[str, ...]


ARCHITECTURE = "iibfo"
COORDINATION = "susp"
SCHEMA = "phases-schema"
RELEASE = "phases-release"

ANSWERS = (
    Spoken(
        ARCHITECTURE,
        "a whole and honest critique of an order service",
        "Okay, so um before I say anything about the boxes, I'd want to know the load. They said "
        "four hundred orders a second at peak and, uh, a p99 of two hundred milliseconds, and that "
        "already tells me the synchronous call to tax is a problem. Then what has to stay true, "
        "well, a card is charged at most one time per order, so we must never charge twice even if "
        "the phone retries. Um, the checkout team owns the order row but the money team owns the "
        "ledger, and the handoff between those two is where I would expect a fight. If the tax "
        "provider gets slow, like ten seconds slow, our threads pile up and checkout goes down "
        "with it, so I'd put a timeout and a circuit breaker there. And finally I'd want a canary "
        "deploy, an alert on stuck orders, and somebody on call who can roll back in five minutes.",
        ("Inputs", "Invariants", "Boundaries", "Failure", "Operations"),
    ),
    Spoken(
        ARCHITECTURE,
        "a hollow recital of the headings",
        "So for any architecture question I use a framework. I would look at the inputs, the "
        "invariants, the boundaries, the failure modes and the operations. First inputs, then "
        "invariants and boundaries, which are really important. Then failure, because failure "
        "matters. And then operations at the end. That gives a complete picture of the design and "
        "makes sure that nothing is missed, and it is what I have done in all of my programs.",
        (),
    ),
    Spoken(
        ARCHITECTURE,
        "only the load and what breaks",
        "Um, it's a read heavy system, about ninety five percent reads, with maybe six thousand "
        "requests per second on a Monday morning. The cache in front is a single point of failure. "
        "When it restarts, everything lands on Postgres at once, it's a thundering herd, and the "
        "page just spins until people give up.",
        ("Inputs", "Failure"),
    ),
    Spoken(
        ARCHITECTURE,
        "headings' words in another sense",
        "I think it was a failure of leadership to be honest. We got input from all stakeholders, "
        "and I had to set boundaries with the sales people about how often they could ask me for "
        "updates. The operations manager was helpful, he organised the offsite. In the end the "
        "whole group felt that we had learned a lot about each other and about trust.",
        (),
    ),
    Spoken(
        ARCHITECTURE,
        "what must hold, and how it is run",
        "The thing that I keep coming back to is the seat map. A seat can never be sold twice, "
        "whatever happens between the hold and the payment, so the hold needs an expiry and the "
        "write needs an idempotency key. The other half is the people side of it. Right now nobody "
        "gets paged when the hold queue backs up, there is no dashboard for it, and the last "
        "rollback took three hours because the runbook was out of date.",
        ("Invariants", "Operations"),
    ),
    Spoken(
        ARCHITECTURE,
        "who owns what, without punctuation, as some recognizers write",
        "so yeah the first arrow i'd circle is the one from the mobile gateway into profile "
        "because that is where a token gets authenticated and after that everybody just trusts "
        "it um and then profile and billing share one table so two teams write the same row "
        "and there's no single transaction around it which means "
        "who owns the address is anybody's guess",
        ("Boundaries",),
    ),
    Spoken(
        ARCHITECTURE,
        "promises to speak of things and does not",
        "There are a lot of things one could say about the invariants here, but I won't go into "
        "the invariants. I would definitely think about rollback and monitoring and so on. I ran "
        "out of time to look at latency. I guess that in general the approach is quite reasonable, "
        "and I would trust the engineers to do a good job and to come up with the right answer.",
        (),
    ),
    Spoken(
        ARCHITECTURE,
        "slow dependency and degraded pages only",
        "Let's take search first. If the ranking model does not answer within eighty milliseconds "
        "we degrade, we show the popular results and the customer hardly sees it. Recommendations "
        "are worse, they fail silently, the shelf is just empty and nobody notices until revenue "
        "dips. Retries make that worse, three layers each retrying three times.",
        ("Failure",),
    ),
    Spoken(
        COORDINATION,
        "four teams before one launch",
        "What I did on day two was get all five leads around a whiteboard and draw who depends on "
        "whom, and two arrows turned out to be nobody's job. Then there was the event format. "
        "Search thought that the field was in cents and ads thought it was in dollars, so I put "
        "both leads in a room, they agreed on one schema, we wrote it down and published it with "
        "search as the single owner. After that we sequenced it. The stub endpoint went first so "
        "that ads could start in parallel, and both sides shipped behind a flag. The long pole was "
        "the security review, it had zero slack, so I looked at it every week with the director "
        "and we moved two reviewers over when it slipped by three days.",
        (
            "Surface the Dependencies",
            "Unify the Contract",
            "Stage the Work",
            "Protect the Critical Path",
        ),
    ),
    Spoken(
        COORDINATION,
        "a recital of the four names",
        "I would surface the dependencies, unify the contract, stage the work and protect the "
        "critical path. So surface first, then unify, then stage, and then protect. I believe that "
        "communication is key, and I make sure that everybody is aligned and that everyone has "
        "what they need to be successful, and I follow up with them until it gets done.",
        (),
    ),
    Spoken(
        COORDINATION,
        "a dispute over an interface",
        "Um so the two teams had been arguing in comments for three weeks. I asked each one to "
        "tell me what the status field means, and they gave different answers, which was the whole "
        "problem really. We got the two tech leads together for an hour, and they wrote one "
        "definition of delivered in the proto file, versioned it, and payments became the one "
        "owner of the contract.",
        ("Unify the Contract",),
    ),
    Spoken(
        COORDINATION,
        "words of the headings in another sense",
        "I was on stage at our all hands and talked about the work of the group. My contract with "
        "the company had just been renewed, so I was in a good mood. We protect our people from "
        "burning out, and I see it as my job to surface good news whenever I can. People told me "
        "that it was the best all hands of the year.",
        (),
    ),
    Spoken(
        COORDINATION,
        "order and slack, no map and no contract",
        "The billing cutover could not move, it was tied to the fiscal year, so that was the "
        "critical path, everything that slipped there moved the launch date one for one. We took "
        "the export out of it and shipped it two sprints later. The importer had to go first "
        "because three teams were blocked on it, and we kept the old and new format working side "
        "by side with backward compatible messages so that nobody had to deploy on the same day.",
        ("Stage the Work", "Protect the Critical Path"),
    ),
    Spoken(
        COORDINATION,
        "finding out who waits for whom",
        "Honestly I just walked from desk to desk with a sheet of paper. I asked who are you "
        "waiting on, and for what. By the evening I had eleven boxes and arrows, and two of them "
        "pointed at the legal team, which had never heard of us.",
        ("Surface the Dependencies",),
    ),
    Spoken(
        SCHEMA,
        "all four phases, spoken loosely",
        "So we add the new table next to the old one and for a while every change is a dual write, "
        "reads stay on the old, and if the second write errors more than one in ten thousand we "
        "turn it off. Then comes the backfill, in batches of five thousand at night, and a job "
        "that compares the two and counts mismatches, I want zero for a week. After that we flip "
        "the reads behind a feature flag, one percent, ten, fifty, and if p99 goes up by twenty "
        "milliseconds the flag goes back. Only when nobody reads the old table for a month do we "
        "stop writing to it and drop the old column.",
        ("Write both", "Backfill and verify", "Read from new", "Stop writing old"),
    ),
    Spoken(
        SCHEMA,
        "a recital in one breath",
        "It's always four phases. Write both, backfill and verify, read from new, stop writing "
        "old. Each of them is reversible. That is the pattern, and I have followed that pattern "
        "many times, and it works well if everyone is disciplined about it and does their part.",
        (),
    ),
    Spoken(
        SCHEMA,
        "only copying and comparing",
        "The scary part is the history. We had two billion rows, so we throttled the copy to keep "
        "replication lag under ten seconds, and it ran for nine days. Every hour a checksum per "
        "customer told us where the tables disagreed, and we had about forty mismatches, all of "
        "them from one bad time zone.",
        ("Backfill and verify",),
    ),
    Spoken(
        SCHEMA,
        "moving the readers and cleaning up",
        "Reads move first for the internal dashboards, that is the canary, then one percent of "
        "shoppers for a day while we watch the error rate. When we are at a hundred percent and a "
        "full month end has gone by, we turn off the old writes, keep a snapshot, and then remove "
        "the old columns.",
        ("Read from new", "Stop writing old"),
    ),
    Spoken(
        RELEASE,
        "three services and a schema, whole",
        "I'd start with the migration on its own, it is additive, just nullable columns, so the "
        "code that runs today does not even notice. Second, orders starts writing to both schemas, "
        "and a reconciliation job counts where they differ, and more than five in a million pages "
        "us. Third, we canary the reads, catalog first because it has the fewest callers, one "
        "percent behind a feature flag for a day. Then we ramp to ten, fifty, a hundred percent "
        "and hold at each for two hours before a go or no go. And the very last thing, after two "
        "weeks and one billing cycle, is to drop the old columns and remove the flag.",
        ("Phase one", "Phase two", "Phase three", "Phase four", "Phase five"),
    ),
    Spoken(
        RELEASE,
        "numbers phases and says nothing",
        "I would do it in five phases. Phase one is preparation and phase two is the build. Phase "
        "three is testing and phase four is the release itself. Phase five is where we celebrate. "
        "In each phase I would have a plan and a meeting and a status report, so that my "
        "stakeholders always know where we are and are never surprised by anything.",
        (),
    ),
    Spoken(
        RELEASE,
        "the cautious middle only",
        "We picked one region first, Ireland, because it is small, and sent one percent of reads "
        "there through a feature flag. The canary ran for an hour against the old path, and when "
        "the error rate went over half a percent we flipped it off, it took forty seconds.",
        ("Phase three",),
    ),
    Spoken(
        RELEASE,
        "additive change and double writes",
        "The first release has just the new table and it is backward compatible, old code keeps "
        "running, and if the migration holds a lock for over two seconds we abort. A week later "
        "the order service writes both, and every night we reconcile, and the count of rows that "
        "differ goes to the channel.",
        ("Phase one", "Phase two"),
    ),
    Spoken(
        ARCHITECTURE,
        "experience with numbers, and the headings in passing",
        "I have fifteen years of experience, and in each of my forty programs I looked at inputs "
        "and at operations because that is what makes a program work. For example at my last "
        "company we had two hundred engineers and I was the one who told the vice president that "
        "failure was not an option, and he agreed, so we did it, and it was a success.",
        (),
    ),
    Spoken(
        ARCHITECTURE,
        "other words for the same things",
        "So how big is it? A normal Tuesday sees nine hundred bookings a minute, on Black Friday "
        "it is forty thousand, and people give up after two seconds. Whatever goes wrong, the "
        "number of rooms we sold and the number of rooms we promised have to agree, always. Um, "
        "if the hotel's own system hangs, we should take the booking anyway and confirm later, "
        "and tell the guest so. And when it breaks at night I want the graph, the page, and the "
        "undo to be with the same four engineers who wrote it.",
        ("Inputs", "Invariants", "Failure", "Operations"),
    ),
    Spoken(
        COORDINATION,
        "other words for the same things",
        "The first morning I asked every lead for one sentence, what do you need from somebody "
        "else before you can start. I stuck it all on a wall and we joined the notes with string. "
        "Login needed a token from identity and identity had never heard of it. So that was the "
        "piece with no room to move at all, and I put it on top of my Friday mail to the two "
        "directors until it was done.",
        ("Surface the Dependencies", "Protect the Critical Path"),
    ),
    Spoken(
        COORDINATION,
        "a consultant's contracts",
        "Before that I was a consultant, I had three contracts with banks, and when they paid late "
        "I charged a fee. I published a blog about it too. On the project itself I mostly "
        "scheduled meetings and took notes, and my manager said that I was very well organised.",
        (),
    ),
    Spoken(
        SCHEMA,
        "other words for the same things",
        "For two weeks each update lands in the old place and in the new place, and the old one "
        "is what customers see. A script walks through everything from before, a bit at a time, "
        "and another one reads a thousand random customers an hour from both and complains when "
        "they are not equal. Then staff get the new one, then one in a hundred shoppers, then "
        "everyone.",
        ("Write both", "Backfill and verify", "Read from new"),
    ),
    Spoken(
        RELEASE,
        "a launch that is no migration",
        "We invited ten percent of customers to a beta, marketing wrote two blog posts, and after "
        "two weeks we opened it to everyone. There was a party when we hit a hundred percent, and "
        "the sales team was happy because the price went up by three dollars. I learned that you "
        "should always ask customers before you build anything, because they will surprise you.",
        (),
    ),
)
