"""Addresses, passwords, the way back, names of browsers, tokens: small rules as tables."""

import pytest

from gis_app.accounts.addresses import normal_email
from gis_app.accounts.csrf import csrf_token
from gis_app.accounts.next_page import own_page, sign_in_page
from gis_app.accounts.passwords import WeakPasswordError, check_strength, hash_password, is_password
from gis_app.accounts.people import clean_name
from gis_app.accounts.tokens import digest, new_token
from gis_app.errors import InvalidParameterError
from gis_app.pages.accounts.user_agents import short_user_agent


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Aigul@Example.KZ ", "aigul@example.kz"),
        ("a.b+c@x-y.example.kz", "a.b+c@x-y.example.kz"),
        ("", None),
        ("aigul", None),
        ("aigul@example", None),
        ("a b@example.kz", None),
        ("a@example.kz\nBcc: b@example.kz", None),
        ("<a@example.kz>", None),
        ("айгүл@example.kz", None),
        ("a@@example.kz", None),
        ("x" * 250 + "@example.kz", None),
    ],
)
def test_an_address_is_kept_in_small_letters_or_refused(written: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(InvalidParameterError):
            normal_email(written)
    else:
        assert normal_email(written) == kept


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("123456789", "short"),
        ("1234567890", None),
        ("x1y2z" * 40, None),
        ("x1y2z" * 40 + "!", "long"),
        ("aaaabbbbccccdddd", "plain"),
        ("aaaabbbbccccdddde", None),
        ("Aigul.Sarsenova@example.kz", "known"),
        ("aigul.sarsenova", "known"),
        ("төрт қарапайым сөз", None),
    ],
)
def test_a_password_is_long_enough_and_not_guessed_from_the_address(password: str, reason: str | None) -> None:
    if reason is None:
        check_strength(password, "aigul.sarsenova@example.kz")
        return
    with pytest.raises(WeakPasswordError) as refused:
        check_strength(password, "aigul.sarsenova@example.kz")
    assert refused.value.reason == reason


def test_a_password_is_kept_as_argon2id_with_a_salt_of_its_own() -> None:
    one, two = hash_password("correct horse"), hash_password("correct horse")
    assert one.startswith("$argon2id$") and one != two
    assert is_password(one, "correct horse")
    assert not is_password(one, "correct horsf")
    assert not is_password(None, "nobody has this password")


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/works/5?lang=kk", "/works/5?lang=kk"),
        ("/?q=Абая 5".replace(" ", "%20"), "/?q=%D0%90%D0%B1%D0%B0%D1%8F%205"),
        (None, "/"),
        ("", "/"),
        ("works", "/"),
        ("//evil.example/x", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/%5Cevil.example", "/%5Cevil.example"),
        ("/\n/evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/" + "x" * 2000, "/"),
    ],
)
def test_the_way_back_is_a_page_of_ours(asked: str | None, page: str) -> None:
    assert own_page(asked) == page


def test_the_way_to_the_form_keeps_the_way_back() -> None:
    assert sign_in_page("/imports", "lang=kk&x=1") == "/sign-in?next=/imports%3Flang%3Dkk%26x%3D1"


@pytest.mark.parametrize(("written", "kept"), [("  Айгүл   Сәрсенова ", "Айгүл Сәрсенова"), ("x" * 100, "x" * 100)])
def test_a_name_stands_on_one_line(written: str, kept: str) -> None:
    assert clean_name(written) == kept


@pytest.mark.parametrize("written", ["", "  ", "x" * 101, "a\x00b", "a\u202eb"])
def test_what_is_no_name_is_refused(written: str) -> None:
    with pytest.raises(InvalidParameterError):
        clean_name(written)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/126 YaBrowser/24 Safari/537.36", "Yandex, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", None),
        ("", None),
    ],
)
def test_a_browser_is_named_in_two_words(written: str, short: str | None) -> None:
    assert short_user_agent(written) == short


def test_tokens_are_random_and_what_is_kept_of_them_is_not_the_token() -> None:
    one, two = new_token(), new_token()
    assert one != two and len(one) >= 43
    assert len(digest(one)) == 32
    assert one not in csrf_token(one)
    assert csrf_token(one) != csrf_token(two)
