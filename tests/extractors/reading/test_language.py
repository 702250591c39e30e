"""English is read, other languages are named."""

from __future__ import annotations

import pytest
from privacyflow.extractors.reading import ReadingError, read_text
from privacyflow.extractors.reading.language import find_foreign_language

GERMAN = (
    "Wir verarbeiten Ihre personenbezogenen Daten nur, soweit dies zur Bereitstellung unserer Lampen und"
    " Dienste erforderlich ist. Ihre Anschrift geben wir an den Versanddienstleister weiter."
)
ENGLISH = "We process your personal data only where this is needed to send you the lamps that you have ordered."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "German"),
        (
            "Nous traitons vos données personnelles uniquement pour vous livrer les lampes que vous avez"
            " commandées, et nous les communiquons au transporteur.",
            "French",
        ),
        (
            "Tratamos sus datos personales únicamente para enviarle las lámparas que ha pedido, y los"
            " comunicamos a la empresa de transporte que usted elija.",
            "Spanish",
        ),
        (
            "我们仅在为您提供萤火虫灯具服务所必需的范围内收集您的个人信息，并与物流公司共享您的收货地址。",
            "Chinese",
        ),
        (
            "当社は、ご注文いただいたランプをお届けするためにのみ、お客様の個人情報を取り扱います。",
            "Japanese",
        ),
        (
            "Мы обрабатываем ваши персональные данные только для доставки заказанных вами ламп.",
            "Russian",
        ),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert find_foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Full name\nEmail address",
        "12345 — 67",
        f"{ENGLISH} (深圳萤火虫科技有限公司)",
        f"{ENGLISH}\n{ENGLISH}\n{ENGLISH}\n{GERMAN}",
        "DATA WE COLLECT: NAME, ADDRESS",
    ],
)
def test_english_and_mostly_english_pass(text: str) -> None:
    assert find_foreign_language(text) is None


def test_the_error_says_what_where_and_what_to_do() -> None:
    with pytest.raises(ReadingError) as refusal:
        read_text(GERMAN.encode(), file_name="lampen.txt")
    assert str(refusal.value) == (
        "lampen.txt: the text is in German, not in English. Give the English version."
    )
