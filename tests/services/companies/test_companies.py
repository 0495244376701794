"""Companies: domains that clients write from, named, put together and taken apart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services.companies import lists, register
from mailbridge.services.container import Container
from mailbridge.services.people import addresses
from mailbridge.services.refusal import Refused
from tests.container import open_container
from tests.services.post_office import PostOffice


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "admin", "Anna")
    await made.person("maria@bloom.example", "client", "Maria")
    await made.person("tom@bloom.example", "client", "Tom")
    await made.person("olga@bloom-bakery.example", "client", "Olga")
    await made.person("jo@gmail.com", "client", "Jo")
    yield made
    await container.close()


async def listed(container: Container, words: str = "") -> list[tuple[str, tuple[str, ...], int]]:
    views = await lists.list_companies(container, words)
    return [(view.name, view.domains, view.people) for view in views]


BLOOM = ("bloom.example", ("bloom.example",), 2)
BAKERY = ("bloom-bakery.example", ("bloom-bakery.example",), 1)


async def test_each_domain_of_clients_is_a_company(office: PostOffice) -> None:
    """The team's is none, and neither is one where anybody may have an address."""
    assert [BAKERY, BLOOM] == await listed(office.container)
    assert [BAKERY] == await listed(office.container, "BAKERY")


async def test_the_other_companies_are_listed_where_they_are_few(office: PostOffice) -> None:
    """By the names that they were given, without the one that is looked at."""
    await office.person("eva@fern.example", "client", "Eva")
    both = ["bloom.example", "bloom-bakery.example"]
    bloom = await register.change_company(office.container, "bloom.example", "Café Bloom", both)
    fern = (await register.show_company(office.container, "fern.example")).company
    for looked_at, other in ((bloom, "fern.example"), (fern, "Café Bloom")):
        others = await lists.list_others(office.container, looked_at, 1)
        assert [other] == [company.called for company in others]
    assert [] == await lists.list_others(office.container, fern, 0)


async def test_a_domain_is_one_company_however_it_is_written(office: PostOffice) -> None:
    """In letters of its own language and as DNS knows it."""
    await office.person("eva@bücher.example", "client", "Eva")
    await office.person("jan@xn--bcher-kva.example", "client", "Jan")
    await office.person("kai@straße.example", "client", "Kai")
    for domain, number in (("xn--bcher-kva.example", 2), ("strasse.example", 1)):
        assert (domain, (domain,), number) in await listed(office.container)
        page = await register.show_company(office.container, domain)
        assert number == len(page.people) == page.company.people
    page = await register.show_company(office.container, "Bücher.example")
    assert ["Eva", "Jan"] == [person.name for person in page.people]


async def test_who_writes_from_several_domains_of_a_company_is_counted_once(
    office: PostOffice,
) -> None:
    """However the domain is written, and whatever stands before the sign of an address."""
    await addresses.add_address(office.container, "olga@bloom-bakery.example", "olga@bloom.example")
    await office.person("eva@bücher.example", "client", "Eva")
    await addresses.add_address(office.container, "eva@bücher.example", "eva@xn--bcher-kva.example")
    await office.person('"at@home"@quoted.example', "client", "Quentin")
    known = {name: number for name, _, number in await listed(office.container)}
    expected = {"bloom.example": 3, "bloom-bakery.example": 1, "xn--bcher-kva.example": 1}
    assert {**expected, "quoted.example": 1} == known
    both = ["bloom.example", "bloom-bakery.example"]
    await register.change_company(office.container, "bloom.example", "Café Bloom", both)
    assert ("Café Bloom", tuple(sorted(both)), 3) in await listed(office.container)


async def test_a_company_has_a_name_and_several_domains(office: PostOffice) -> None:
    """By either of which it is found; what it gives up stands on its own again."""
    both = ["bloom.example", "bloom-bakery.example"]
    await register.change_company(office.container, "bloom.example", "Café Bloom", both)
    expected = ("Café Bloom", ("bloom-bakery.example", "bloom.example"), 3)
    assert [expected] == await listed(office.container)
    page = await register.show_company(office.container, "bloom-bakery.example")
    assert ["Maria", "Tom", "Olga"] == [person.name for person in page.people]
    await register.change_company(office.container, "bloom.example", domains=["bloom.example"])
    expected = ("Café Bloom", ("bloom.example",), 2)
    assert [BAKERY, expected] == await listed(office.container)


@pytest.mark.parametrize(
    ("domains", "code"),
    [
        ([], "no-domain"),
        (["gmail.com"], "anybodys-domain"),
        (["no domain"], "bad-domain"),
        (["bloom"], "bad-domain"),
        (["bloom-bakery.example"], "domain-taken"),
    ],
)
async def test_a_domain_that_is_none_is_refused(
    office: PostOffice, domains: list[str], code: str
) -> None:
    """And nothing of the company changes."""
    await register.change_company(office.container, "bloom-bakery.example", "Bakery")
    before = await listed(office.container)
    with pytest.raises(Refused) as refused:
        await register.change_company(office.container, "bloom.example", "Bloom", domains)
    assert (code, before) == (refused.value.code, await listed(office.container))


async def test_two_companies_are_one_and_two_again(office: PostOffice) -> None:
    """The plan says what would become of them, and taking it back leaves what was before."""
    await register.change_company(office.container, "bloom.example", "Bloom")
    await register.change_company(office.container, "bloom-bakery.example", "Bakery")
    before = await listed(office.container)
    plan = await register.plan_merge(office.container, "bloom-bakery.example", "bloom.example")
    assert (("Bakery", 1), ("Bloom", 3)) == (
        (plan.away.name, plan.moves),
        (plan.into.name, plan.into.people),
    )
    assert before == await listed(office.container)
    await register.merge_companies(office.container, "bloom-bakery.example", "bloom.example")
    together = ("Bloom", ("bloom-bakery.example", "bloom.example"), 3)
    assert [together] == await listed(office.container)
    page = await register.show_company(office.container, "bloom-bakery.example")
    assert "Bakery" == page.merged
    await register.undo_merge_of_companies(office.container, "bloom.example")
    assert before == await listed(office.container)
    with pytest.raises(Refused, match="nothing to take back"):
        await register.undo_merge_of_companies(office.container, "bloom.example")


async def test_one_merge_is_taken_back_and_no_older_one(office: PostOffice) -> None:
    """A button pressed twice, or on an old page, undoes what it names or nothing."""
    await office.person("ida@rye.example", "client", "Ida")
    for away in ("bloom-bakery.example", "rye.example"):
        await register.merge_companies(office.container, away, "bloom.example")
    merge = (await register.show_company(office.container, "bloom.example")).merge
    await register.undo_merge_of_companies(office.container, "bloom.example", merge=merge)
    before = await listed(office.container)
    with pytest.raises(Refused) as refused:
        await register.undo_merge_of_companies(office.container, "bloom.example", merge=merge)
    assert ("not-the-newest", before) == (refused.value.code, await listed(office.container))


async def test_a_merge_within_a_merge_is_taken_back_where_it_was_made(office: PostOffice) -> None:
    """What had gone into a company before it went itself comes back out of it."""
    await office.person("ida@bakery.example", "client", "Ida")
    before = await listed(office.container)
    await register.merge_companies(office.container, "bakery.example", "bloom-bakery.example")
    await register.merge_companies(office.container, "bloom-bakery.example", "bloom.example")
    await register.undo_merge_of_companies(office.container, "bloom.example")
    await register.undo_merge_of_companies(office.container, "bloom-bakery.example")
    assert before == await listed(office.container)


async def test_nobody_else_has_a_company(office: PostOffice) -> None:
    """Nor is a company put into itself."""
    for domain in ("agency.example", "gmail.com", "nowhere.example", "%", ""):
        with pytest.raises(Refused) as refused:
            await register.show_company(office.container, domain)
        assert "no-such-company" == refused.value.code
    with pytest.raises(Refused, match="one company already"):
        await register.merge_companies(office.container, "bloom.example", "bloom.example")


async def test_a_company_shows_its_newest_discussions(office: PostOffice) -> None:
    """Those that one of its people takes part in, and no other."""
    await office.bring("Maria <maria@bloom.example>", "Menu", "Hello.")
    await office.bring("Jo <jo@gmail.com>", "Rye", "Hello.")
    page = await register.show_company(office.container, "bloom.example")
    assert ["Menu"] == [shown.subject for shown in page.discussions]
