"""Without a network the last places and works are read, with how old they are; a push is shown; nobody else hears."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import City, watch

pytestmark = pytest.mark.e2e
PIN = "/place/76.94000,43.24000"
KEPT = "name => caches.open('place-pages').then(cache => cache.match(name)).then(found => found !== undefined)"
# Files of many later builds, kept after those of the list.
CROWD = """async () => {
  const files = await caches.open('place-files');
  for (let n = 0; n < 80; n++) await files.put(`/static/crowd-${n}.js`, new Response(''));
}"""
FILES_LOST = """async () => {
  const page = await (await caches.open('place-pages')).match('/offline?lang=kk');
  const named = [...(await page.text()).matchAll(/(?:href|src)="(\\/static\\/[^"#]+\\.(?:js|css|svg))/g)];
  const files = await caches.open('place-files');
  const found = await Promise.all(named.map(([, file]) => files.match(file, { ignoreVary: true })));
  const isCrowdLeft = (await files.match('/static/crowd-0.js')) !== undefined;
  return [named.length > 1, isCrowdLeft, found.filter(one => one === undefined).length];
}"""
NOTIFIED = """() => navigator.serviceWorker.ready
  .then(one => one.getNotifications())
  .then(all => all.map(one => [one.title, one.body, one.lang]))"""


def wait_until_kept(page: Page, *names: str) -> None:
    """Wait until the worker keeps pages under these names."""
    for name in names:
        for _ in range(100):
            if page.evaluate(KEPT, name):
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail(f"{name} was not kept")


@pytest.fixture
def visit(browser: Browser, city: City) -> Iterator[Callable[..., BrowserContext]]:
    """A phone of a visitor. After the test: nothing has left the machine."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def phone(**given: object) -> BrowserContext:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", **given)  # type: ignore[arg-type]
        opened.append((context, watch(context, without_cache=True)[0]))
        return context

    yield phone
    for context, left in opened:
        context.close()
        assert left == []


def test_the_places_looked_at_are_read_without_a_network(
    visit: Callable[..., BrowserContext], city: City, screenshot: Callable[[Page, str], None]
) -> None:
    context = visit()
    page = context.new_page()
    work = f"/works/{min(city.works().values())}"
    page.goto(city.url(f"{PIN}?lang=ru"))
    expect(page.locator(".kept-note")).to_be_hidden()
    wait_until_kept(page, f"{PIN}?lang=ru", "/offline?lang=ru")
    page.goto(city.url(f"{work}?lang=ru"))
    wait_until_kept(page, f"{work}?lang=ru")
    title = page.locator("h1").inner_text()
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".kept-gone")).to_have_text("Нет сети.")
    expect(page.locator(".kept-moment")).to_have_text(re.compile(r"Копия на \d+ [а-я]+ \d{4} г\., \d\d:\d\d"))
    # Its style came along: the page is no naked text.
    assert page.locator(".card").first.evaluate("element => getComputedStyle(element).borderRadius") == "20px"
    # A page that nobody has opened: the list of those that were, the last one first.
    page.goto(city.url(f"/place?q={quote('Абая 10')}&lang=ru"))
    expect(page.locator("h1")).to_have_text("Нет сети")
    expect(page.locator(".kept-title")).to_have_count(2)
    expect(page.locator(".kept-title").first).to_have_text(title)
    expect(page.locator(".kept-link .note").first).to_contain_text("Копия на")
    screenshot(page, "place-without-network")
    page.locator(".kept-link").nth(1).click()
    expect(page.locator(".place-first")).to_be_visible()
    expect(page.locator(".place-figure")).to_be_hidden()  # its map was not kept, and no broken picture stands there
    context.set_offline(False)
    expect(page.locator(".kept-gone")).to_be_hidden()
    page.get_by_role("link", name="Обновить страницу").click()
    expect(page.locator(".kept-note")).to_be_hidden()


def test_the_map_without_a_network_is_no_old_map(visit: Callable[..., BrowserContext], city: City) -> None:
    context = visit()
    page = context.new_page()
    page.goto(city.url(f"{PIN}?lang=kk"))
    wait_until_kept(page, f"{PIN}?lang=kk")
    # What is said once is not kept under the plain name of the page; and with a page old files go, never the list's.
    page.goto(city.url("/place/76.95000,43.25000?lang=kk&done=1"))
    page.evaluate(CROWD)
    for _ in range(100):
        if (lost := page.evaluate(FILES_LOST))[:2] == [True, False]:
            break
        page.wait_for_timeout(100)
    assert lost == [True, False, 0]
    assert not page.evaluate(KEPT, "/place/76.95000,43.25000?lang=kk")
    context.set_offline(True)
    page.goto(city.url("/?lang=kk"))
    expect(page.locator("h1")).to_have_text("Желі жоқ")
    expect(page.locator(".kept-title")).to_have_count(1)
    # Pages for which the list says nothing are the browser's own to explain.
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(city.url("/planner?lang=kk"))


def test_a_push_is_shown_and_leads_to_its_page(visit: Callable[..., BrowserContext], city: City) -> None:
    context = visit(permissions=["notifications"])
    page = context.new_page()
    page.goto(city.url(f"{PIN}?lang=ru"))
    wait_until_kept(page, f"{PIN}?lang=ru")
    tools = context.new_cdp_session(page)
    registrations: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(one["registrationId"] for one in event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    for _ in range(50):
        if registrations:
            break
        page.wait_for_timeout(100)
    told = '{"title": "Абая, 10", "body": "Ертең басталады", "lang": "kk", "path": "/works/1?lang=kk", "tag": "work-1"}'
    for data in (told, "no JSON", told.replace("Ертең", "Бүгін")):
        tools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": city.address, "registrationId": registrations[-1], "data": data},
        )
    for _ in range(50):
        if (shown := page.evaluate(NOTIFIED)) and shown[0][1].startswith("Бүгін"):
            break
        page.wait_for_timeout(100)
    # The later one about the same work took the place of the earlier; what is none of ours was not shown.
    assert shown == [["Абая, 10", "Бүгін басталады", "kk"]]


def test_a_browser_without_workers_reads_the_page_all_the_same(
    visit: Callable[..., BrowserContext], city: City
) -> None:
    page = visit(java_script_enabled=False).new_page()
    page.goto(city.url(f"{PIN}?lang=en"))
    expect(page.locator(".place-first")).to_be_visible()
    expect(page.locator(".kept-note")).to_be_hidden()


# No push service is asked here: what the browser would be given by one. The keys are those of the example of RFC 8291.
SUBSCRIBED = """
PushManager.prototype.subscribe = async (options) => {
  if (options.applicationServerKey.length !== 65) throw new Error('not the key of the server');
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  return { endpoint: 'https://fcm.googleapis.com/fcm/send/e2e', keys };
};
"""


# In the worker: it has no subscription any more and is given another one. No page may make this event be waited for.
TAKEN_AWAY = (
    SUBSCRIBED.replace("/e2e", "/e2e-new").join(["async () => {", ""])
    + """
  PushManager.prototype.getSubscription = async () => null;
  let done;
  const event = new ExtendableEvent('pushsubscriptionchange');
  Object.defineProperty(event, 'waitUntil', { value: (work) => (done = work) });
  self.dispatchEvent(event);
  await done;
  const kept = await (await caches.open('push-address')).match('/push-address');
  if (!(await kept.json()).endpoint.endsWith('/e2e-new')) throw new Error('the server was not told');
}"""
)


def test_a_place_is_followed_in_this_browser_by_one_button(visit: Callable[..., BrowserContext], city: City) -> None:
    context = visit(permissions=["notifications"])
    context.add_init_script(SUBSCRIBED)
    page = context.new_page()
    page.goto(city.url("/follow?place=76.94000,43.24000&lang=ru"))
    # The field for an address stays empty: it is asked of nobody who follows here.
    page.get_by_role("button", name="Уведомления в этом браузере").click()
    page.wait_for_url(re.compile(r"/follow/[\w-]{20,}\?lang=ru&done=confirmed"))
    expect(page.locator("h1")).not_to_be_empty()
    followed = page.url
    # The maker of the browser takes the subscription away: the worker asks for another, and what is followed goes on.
    context.service_workers[0].evaluate(TAKEN_AWAY)
    page.add_init_script(SUBSCRIBED.replace("/e2e", "/e2e-new"))
    page.goto(city.url("/follow?place=76.94000,43.24000&lang=ru"))
    page.get_by_role("button", name="Уведомления в этом браузере").click()
    page.wait_for_url(re.compile(r"/follow/[\w-]{20,}\?lang=ru&done=confirmed"))
    assert page.url == followed


def test_a_browser_that_forbids_notifications_is_told_so(visit: Callable[..., BrowserContext], city: City) -> None:
    page = visit().new_page()
    page.add_init_script("Notification.requestPermission = async () => 'denied'")
    page.goto(city.url("/follow?place=76.94000,43.24000&lang=kk"))
    page.locator("[data-push]").click()
    expect(page.locator("[data-push-problem=refused]")).to_be_visible()
    expect(page.locator("[data-push-problem=failed]")).to_be_hidden()
