from datetime import date

import pytest

from liantu.library.policy import list_policies, read_policy, read_policy_value


def test_every_policy_says_whose_it_is_and_how_sure() -> None:
    for name in list_policies():
        given = read_policy(name)
        assert given.zh
        assert given.en
        assert given.reference["issuer"], name
        assert given.status in ("confirmed", "default", "unknown")
        if given.reference["issuer"] == "liantu":
            assert given.status == "default", name


def test_values_are_those_of_the_day() -> None:
    assert read_policy_value("chain/nearby_radius", date(2023, 12, 31)) == 150
    assert read_policy_value("admission/yangtze_one_kilometre", date(2021, 3, 1)) == 1
    with pytest.raises(LookupError, match="2021-02-28"):
        read_policy_value("admission/yangtze_one_kilometre", date(2021, 2, 28))


def test_what_was_not_read_is_unknown_and_has_no_value() -> None:
    rule = read_policy("admission/hazardous_in_chemical_park")
    assert rule.status == "unknown"
    assert rule.value_on(date(2023, 12, 31)) is None


def test_electricity_agrees_with_its_heat() -> None:
    factor = read_policy_value("energy/coal_equivalent", date(2023, 12, 31))["elec"]
    assert factor == pytest.approx(3.6 / 29.307, rel=2e-3)


def test_an_unknown_policy_is_named() -> None:
    with pytest.raises(LookupError, match="chain/nowhere"):
        read_policy_value("chain/nowhere", date(2023, 1, 1))
