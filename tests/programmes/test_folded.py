"""Several objectives written as one: in the order of one after the other, and the first can be read off."""

from hypothesis import given
from hypothesis import strategies as st

from survey_app.programmes.folded import LARGEST, Folded, Part, folded

OBJECTIVES = st.lists(st.tuples(st.booleans(), st.integers(0, 10**4)), min_size=1, max_size=4)


def written(objectives, figures):
    parts = [Part(figure, less, most, most) for (less, most), figure in zip(objectives, figures, strict=True)]
    return folded(parts)


def rank(objectives, figures, count):
    return [
        -figure if less else figure
        for (less, _), figure in zip(objectives[:count], figures[:count], strict=True)
    ]


@given(OBJECTIVES, st.data())
def test_one_counts_before_the_next(objectives, data):
    some, others = (data.draw(st.tuples(*(st.integers(0, most) for _, most in objectives))) for _ in range(2))
    (one, count), (other, _) = written(objectives, some), written(objectives, others)
    better = one.expression < other.expression if one.less_is_better else one.expression > other.expression
    assert better == (rank(objectives, some, count) > rank(objectives, others, count))
    assert (one.alone(one.expression), one.alone(None)) == (some[0], None)


@given(OBJECTIVES, st.data())
def test_a_bound_on_all_is_a_bound_on_the_first(objectives, data):
    figures = data.draw(st.tuples(*(st.integers(0, most) for _, most in objectives)))
    one, _ = written(objectives, figures)
    weaker = data.draw(st.integers(0, 10**9))
    bound = one.alone(one.expression - weaker if one.less_is_better else one.expression + weaker)
    assert bound <= figures[0] if one.less_is_better else bound >= figures[0]


def test_what_does_not_fit_into_the_solvers_integers_is_left_for_later():
    parts = [Part(0, False, most, most) for most in (2**30, 2**30, 2)]
    assert folded(parts[:2])[1] == 2
    assert folded(parts)[1] == 2
    assert not Folded(Part(0, False, 1, LARGEST)).takes(parts[2])
