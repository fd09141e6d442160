"""Sentences for `tests.benchmarks.terms`: with a term of the trade each, and with none."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """A term, the round in which it is at home, and sentences that a candidate says it in."""

    term: str
    round: str
    sentences: tuple[str, ...]


class Plain(NamedTuple):
    """A sentence without any term, and the round in which it is said."""

    round: str
    sentence: str


TERMS = (
    Term(
        "feature flags",
        "release",
        (
            "We put the new checkout behind feature flags and switched it on a week later.",
            "So I asked each team to list its feature flags before we froze the branch.",
        ),
    ),
    Term(
        "canaries",
        "release",
        (
            "The two canaries ran for a day before anyone else saw the build.",
            "Um, we watched the canaries for errors first, and only then went on.",
        ),
    ),
    Term(
        "staged rollouts",
        "release",
        (
            "I moved the mobile team to staged rollouts, one percent, then ten, then half.",
            "With staged rollouts a bad build reaches only a few people.",
        ),
    ),
    Term(
        "blue-green deployments",
        "release",
        (
            "Payments was the one service where blue-green deployments paid for themselves.",
            "We could not afford blue-green deployments for the database.",
        ),
    ),
    Term(
        "backward and forward compatibility",
        "release",
        (
            "Every message needed backward and forward compatibility for two versions.",
            "My first question to the leads was about backward and forward compatibility.",
        ),
    ),
    Term(
        "dark launches",
        "release",
        (
            "We learned more from two dark launches than from a month of load tests.",
            "Dark launches told us the cache was cold before a customer could.",
        ),
    ),
    Term(
        "consistency",
        "architecture",
        (
            "The ledger needs strong consistency, the feed does not.",
            "I would give up consistency on the counters and keep it on the balance.",
        ),
    ),
    Term(
        "availability",
        "architecture",
        (
            "During the split we chose availability and accepted stale reads.",
            "Our availability target was three nines, measured at the edge.",
        ),
    ),
    Term(
        "partition tolerance",
        "architecture",
        (
            "Across two regions partition tolerance is not optional.",
            "They had never talked about partition tolerance until the link went down.",
        ),
    ),
    Term(
        "idempotency",
        "architecture",
        (
            "Without idempotency the client charges the card twice.",
            "I asked where idempotency was enforced, and nobody in the room could say.",
        ),
    ),
    Term(
        "retries",
        "architecture",
        (
            "The retries from four clients turned a blip into an outage.",
            "We capped retries at three and added some jitter.",
        ),
    ),
    Term(
        "timeouts",
        "architecture",
        (
            "None of the calls had timeouts, so one slow shard blocked everything.",
            "We set the timeouts lower than what the caller was willing to wait.",
        ),
    ),
    Term(
        "queues",
        "architecture",
        (
            "There are two queues between the gateway and the workers.",
            "I would watch how old the oldest job in the queues is, not how many there are.",
        ),
    ),
    Term(
        "backpressure",
        "architecture",
        (
            "The ingest path has no backpressure, so it falls over instead of slowing down.",
            "What I would add first is backpressure on the writers.",
        ),
    ),
    Term(
        "caching",
        "architecture",
        (
            "Caching hid the slow query for a year.",
            "We solved half of it with caching in front of the catalog.",
        ),
    ),
    Term(
        "single points of failure",
        "architecture",
        (
            "I walked the diagram and marked the single points of failure in red.",
            "There were three single points of failure and nobody owned two of them.",
        ),
    ),
    Term(
        "synchronization boundaries",
        "architecture",
        (
            "Then I look for the synchronization boundaries, where two writers meet.",
            "Moving the synchronization boundaries cost us a sprint.",
        ),
    ),
    Term(
        "contention",
        "architecture",
        (
            "At peak there was contention on a single row.",
            "The contention went away once we split the counter.",
        ),
    ),
    Term(
        "durability guarantees",
        "architecture",
        (
            "What are the durability guarantees once the broker says yes?",
            "The vendor's durability guarantees stopped at one data center.",
        ),
    ),
    Term(
        "failure modes",
        "architecture",
        (
            "I listed the failure modes with the on duty engineer.",
            "Two of the failure modes had no alert at all.",
        ),
    ),
    Term(
        "operational footprint",
        "architecture",
        (
            "The second design has a much larger operational footprint.",
            "Who carries the operational footprint of this after launch?",
        ),
    ),
    Term(
        "on-call",
        "architecture",
        (
            "The team that builds it also takes the on-call rotation.",
            "I spent a week on-call with them to understand the pages.",
        ),
    ),
    Term(
        "observability",
        "architecture",
        (
            "We paid for observability before we wrote any code.",
            "The gap was observability, we could not tell one tenant from another.",
        ),
    ),
    Term(
        "invariant",
        "architecture",
        (
            "The one invariant is that money is never created.",
            "I write the invariant on the board before anyone draws a box.",
        ),
    ),
    Term(
        "trust boundaries",
        "architecture",
        (
            "I drew the trust boundaries between the partner and us.",
            "The request crosses two trust boundaries without a check.",
        ),
    ),
    Term(
        "latency budget",
        "architecture",
        (
            "Our latency budget was two hundred milliseconds from tap to answer.",
            "The search team had eaten the whole latency budget.",
        ),
    ),
    Term(
        "traffic shape",
        "architecture",
        (
            "The traffic shape is flat all day with one spike at noon.",
            "Before sizing anything I asked for the traffic shape.",
        ),
    ),
    Term(
        "dependency graph",
        "coordination",
        (
            "I built the dependency graph in a spreadsheet on day one.",
            "The dependency graph showed that four teams were waiting for one.",
        ),
    ),
    Term(
        "API contract",
        "coordination",
        (
            "The two teams had read the API contract differently.",
            "We froze the API contract before either side wrote code.",
        ),
    ),
    Term(
        "critical path",
        "coordination",
        (
            "The critical path ran through the identity team.",
            "I asked what would come off the critical path if we cut the export.",
        ),
    ),
    Term(
        "cadences",
        "coordination",
        (
            "The teams had different cadences, one weekly and one monthly.",
            "I lined up the release cadences of the three groups.",
        ),
    ),
    Term(
        "shared source of truth",
        "coordination",
        (
            "One page became the shared source of truth for all nine teams.",
            "We had four trackers and no shared source of truth.",
        ),
    ),
    Term(
        "dependency tracker",
        "coordination",
        (
            "Every line in the dependency tracker had a name and a date.",
            "I opened the dependency tracker at the start of each review.",
        ),
    ),
    Term(
        "decision log",
        "coordination",
        (
            "I kept a decision log so that we argued only once.",
            "It is all in the decision log, with the people who disagreed.",
        ),
    ),
    Term(
        "one-page program brief",
        "coordination",
        (
            "I replaced the forty slides with a one-page program brief.",
            "Every Friday the directors got a one-page program brief from me.",
        ),
    ),
    Term(
        "recurrence",
        "coordination",
        (
            "What we changed to prevent a recurrence was the contract test.",
            "In the next year there was no recurrence.",
        ),
    ),
    Term(
        "schema migration",
        "release",
        (
            "The schema migration took eleven days because of one table.",
            "I split the schema migration into four steps.",
        ),
    ),
    Term(
        "partial rollback",
        "release",
        (
            "We did a partial rollback of the reads and kept the writes.",
            "A partial rollback was possible only because of the flag.",
        ),
    ),
    Term(
        "post-incident process",
        "release",
        (
            "I rewrote our post-incident process after the second outage.",
            "The post-incident process ends with an owner and a date.",
        ),
    ),
    Term(
        "backfill",
        "release",
        (
            "The backfill ran for three nights at low priority.",
            "We could stop the backfill at any moment and go on later.",
        ),
    ),
    Term(
        "single-phase migration",
        "release",
        (
            "They wanted a single-phase migration over one weekend.",
            "A single-phase migration leaves you no way back.",
        ),
    ),
    Term(
        "exit criteria",
        "writing",
        (
            "Each milestone has exit criteria that anyone can check.",
            "The exit criteria were agreed before we started.",
        ),
    ),
    Term(
        "mitigations",
        "writing",
        (
            "I listed the top three risks with their mitigations.",
            "Two of the mitigations were already in place.",
        ),
    ),
    Term(
        "dual-write phase",
        "hiring-manager",
        (
            "During the dual-write phase both stores had the same rows.",
            "We stayed in the dual-write phase for six weeks.",
        ),
    ),
    Term(
        "reconciliation tooling",
        "hiring-manager",
        (
            "Two engineers built reconciliation tooling that compared every night.",
            "Without the reconciliation tooling we would have flown blind.",
        ),
    ),
    Term(
        "direct cutover",
        "hiring-manager",
        (
            "A direct cutover would have saved a month.",
            "The vice president preferred a direct cutover, and I said no.",
        ),
    ),
    Term(
        "shadow stack",
        "hiring-manager",
        (
            "We ran a shadow stack next to production for three weeks.",
            "The shadow stack got a copy of every request.",
        ),
    ),
    Term(
        "latency parity",
        "hiring-manager",
        (
            "The gate was latency parity at the ninety ninth percentile.",
            "We reached latency parity in April.",
        ),
    ),
    Term(
        "audit trail",
        "hiring-manager",
        (
            "Compliance needed an audit trail for every change.",
            "The old system had no audit trail worth the name.",
        ),
    ),
    Term(
        "event sourcing",
        "hiring-manager",
        (
            "The new ledger was built on event sourcing.",
            "I had to explain event sourcing to the finance people.",
        ),
    ),
    Term(
        "bounded services",
        "hiring-manager",
        (
            "We carved it into five bounded services.",
            "The bounded services each had a team and a pager.",
        ),
    ),
    Term(
        "monolithic service",
        "hiring-manager",
        (
            "It began as one monolithic service with nine hundred tables.",
            "Nobody dared to touch the monolithic service in December.",
        ),
    ),
    Term(
        "named rollback points",
        "hiring-manager",
        (
            "The plan had four named rollback points.",
            "Between the named rollback points we could not stop.",
        ),
    ),
    Term(
        "war room",
        "release",
        (
            "I ran the war room for the first eight hours.",
            "We opened a war room before the ramp, not after.",
        ),
    ),
    Term(
        "observation window",
        "release",
        (
            "After each step there was an observation window of a day.",
            "I would not shorten the observation window for a demo.",
        ),
    ),
    Term(
        "leading signals",
        "executive",
        (
            "I would show you the leading signals before the status color.",
            "Our leading signals were open decisions and late interfaces.",
        ),
    ),
    Term(
        "lagging and biased signal",
        "executive",
        (
            "A self reported status is a lagging and biased signal.",
            "I told her that the color was a lagging and biased signal.",
        ),
    ),
    Term(
        "schedule variance",
        "executive",
        (
            "Schedule variance went from two days to nine in a month.",
            "I track schedule variance for each workstream.",
        ),
    ),
    Term(
        "risk burn-down",
        "executive",
        (
            "The risk burn-down was flat for three weeks.",
            "We reviewed the risk burn-down every Tuesday.",
        ),
    ),
    Term(
        "release readiness criteria",
        "executive",
        (
            "Half of the release readiness criteria were still red.",
            "We agreed on the release readiness criteria in writing.",
        ),
    ),
    Term(
        "performance parity",
        "executive",
        (
            "They promised performance parity by the end of the quarter.",
            "Performance parity was the last gate before we moved the big customers.",
        ),
    ),
    Term(
        "program sponsor",
        "partner",
        (
            "I took both options to the program sponsor the same day.",
            "The program sponsor had to choose between the date and the scope.",
        ),
    ),
    Term(
        "rollback design",
        "release",
        (
            "The rollback design was reviewed before the feature was.",
            "Nobody had asked about the rollback design.",
        ),
    ),
    Term(
        "platform mechanics",
        "recruiter",
        (
            "I go deeper into platform mechanics than a product manager does.",
            "The role is about platform mechanics, not about the roadmap.",
        ),
    ),
)

# Nobody says a term here. Half of the sentences sound a little like one that is at home in the
# round in which they are said.
PLAIN = (
    Plain("release", "The canneries along the coast closed in the spring."),
    Plain("architecture", "He answered consistently and in a friendly tone."),
    Plain("architecture", "Nobody paid attention to the second slide."),
    Plain("architecture", "My intention was to leave before the rain."),
    Plain("architecture", "She was cashing a check at the bank on the corner."),
    Plain("architecture", "We stood in line for an hour and it was cold."),
    Plain("architecture", "He took a time out in the third quarter of the game."),
    Plain("release", "The back of the house faces a hill."),
    Plain("architecture", "There was pressure from behind to finish early."),
    Plain("architecture", "She took a bow, and the audience clapped."),
    Plain("architecture", "I called him on Sunday and he picked up at once."),
    Plain("release", "The warm room at the end of the hall is mine."),
    Plain("release", "They were wary of the new neighbors."),
    Plain("hiring-manager", "The shadow of the stack of books fell on the wall."),
    Plain("coordination", "It was a matter of taste, and a current trend."),
    Plain("architecture", "Invariably he forgot his keys."),
    Plain("release", "The flags in front of the hotel were torn."),
    Plain("release", "It is a feature film about a lighthouse."),
    Plain("release", "The stage lights went out during the play."),
    Plain("release", "Her blue and green jacket was easy to find."),
    Plain("release", "It was dark at lunch because of the storm."),
    Plain("architecture", "The party tolerated a little noise."),
    Plain("hiring-manager", "The odd trail through the woods is my favorite."),
    Plain("coordination", "For decades the two families did not talk."),
    Plain("writing", "We entered through the exit by mistake."),
    Plain("coordination", "The critics were kind to the cast."),
    Plain("release", "Please scan the page and send it to my brother."),
    Plain("coordination", "He signed the log book at the gate."),
    Plain("release", "The windows need washing after the winter."),
    Plain("hiring-manager", "I read a story about a rich man and a bounded field."),
    Plain("release", "He fell back and filled the glass again."),
    Plain("coordination", "A tanker ran aground near the bridge."),
    Plain("recruiter", "I grew up in a small town and moved here for school."),
    Plain("hiring-manager", "My manager asked me to write everything down."),
    Plain("architecture", "We had lunch together and talked about the plan."),
    Plain("coordination", "The customers liked it more than I thought."),
    Plain("release", "I was new, so I listened for the first month."),
    Plain("writing", "The biggest lesson was to ask earlier."),
    Plain("partner", "She disagreed with me and she was right."),
    Plain("executive", "It took us three months and a lot of coffee."),
    Plain("recruiter", "I wrote to both of them on the same day."),
    Plain("hiring-manager", "The new office has a kitchen on each floor."),
    Plain("architecture", "He wanted numbers, and I had none."),
    Plain("coordination", "We started with the smallest country first."),
    Plain("release", "I would talk to the people who do the work."),
    Plain("writing", "The train was late and I missed the meeting."),
    Plain("partner", "In the end we shipped it a week late."),
    Plain("executive", "I said no, and I explained why."),
    Plain("recruiter", "My team was five people in two cities."),
    Plain("hiring-manager", "There were too many meetings and too few answers."),
    Plain("architecture", "I asked the lawyers before I asked the engineers."),
    Plain("coordination", "The data was wrong for half of the users."),
    Plain("release", "It broke on a Friday evening, of course."),
    Plain("writing", "We turned it off and the errors stopped."),
    Plain("partner", "I learned to say what I do not know."),
    Plain("executive", "The price went up by a third that year."),
    Plain("recruiter", "She had built the first version alone."),
    Plain("hiring-manager", "Um, I think the honest answer is that I was wrong."),
    Plain("architecture", "We tested it with our own people for two weeks."),
    Plain("coordination", "The other team had a different date in mind."),
    Plain("release", "I like to draw the picture before I talk about it."),
    Plain("writing", "The chart looked fine until you read the axis."),
    Plain("partner", "He left the company and nobody knew the password."),
    Plain("executive", "I would rather be late than hurt somebody."),
)
