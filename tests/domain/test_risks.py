from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmdesk.domain.content import Weakness
from tpmdesk.domain.risks import NamedRisk, judge

CHARGE = Weakness(
    "Double charge", "invariant", ("shop -> pay",), "Paid twice.", "How?", 1, ("idempoten*",)
)
PRIMARY = Weakness("One primary", "spof", ("orders",), "No failover.", "Who?", 2, ("failover",))
LOCK = Weakness("Row locks", "contention", ("stock",), "All wait.", "How long?", 3, ("lock*",))
PAGE = Weakness("Nobody paged", "operations", ("shop",), "Unseen.", "Who?", 4, ("alert",))
PLANTED = (CHARGE, PRIMARY, LOCK, PAGE)


def test_a_risk_is_known_by_its_words_anywhere():
    hunt = judge([NamedRisk("", "The charge is not idempotent")], PLANTED)
    assert (hunt.matches, hunt.missed) == ((0,), (1, 2, 3))


def test_the_place_and_a_word_of_it_are_enough():
    assert judge([NamedRisk("orders", "only one primary here")], PLANTED).matches == (1,)


def test_a_place_alone_names_nothing():
    assert judge([NamedRisk("orders", "bad")], PLANTED).matches == (None,)


def test_the_top_three_count_among_the_first_three_named():
    late = [NamedRisk("", "no alert"), NamedRisk("", "x"), NamedRisk("", "locks"),
            NamedRisk("", "no failover")]  # fmt: skip
    hunt = judge(late, PLANTED)
    assert (hunt.top, hunt.of_top, hunt.missed) == (1, 3, (0,))


def test_the_person_has_the_last_word():
    hunt = judge([NamedRisk("", "hm", planted=2), NamedRisk("", "locks", planted=-1)], PLANTED)
    assert hunt.matches == (2, None)


named = st.lists(
    st.builds(
        NamedRisk,
        part=st.sampled_from(["", "orders", "shop", "shop -> pay"]),
        text=st.sampled_from(["no failover", "locks everywhere", "alert", "idempotency", "hm"]),
        planted=st.sampled_from([None, None, -1, 0, 3]),
    ),
    max_size=6,
)


@given(named)
def test_every_planted_risk_is_named_or_missed(risks):
    hunt = judge(risks, PLANTED)
    found = {at for at in hunt.matches if at is not None}
    assert found.isdisjoint(hunt.missed)
    assert found | set(hunt.missed) == set(range(len(PLANTED)))
    assert 0 <= hunt.top <= hunt.of_top
