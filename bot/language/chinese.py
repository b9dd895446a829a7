"""Simplified, traditional or Japanese: by the character sets that were made for one of them and lack the other's forms."""

import re

SIMPLIFIED, TRADITIONAL, JAPANESE = "gb2312", "big5", "euc_jp"

_JAPANESE_WORDS = re.compile(
    "返金|返品|未着|不着|未達|荷物|注文|領収書|初期不良|欠品|品違|数量違|色違|至急|間違|受取|支払|値下|値引|割引|割高|再送|再配達|交換希望"
    "|発送|配達|届|対応|確認願|願|御社|貴社|貴店|弊社|担当者|不具合|故障品|動作不良|誤配|商品不足|部品不足|遅配|追跡番号|関税|請求書|二重請求|送料"
)

# In the character set of Japanese, but out of use there: old forms, and what only Chinese says.
_NOT_JAPANESE = re.compile(
    "[單收錢壞價發實對應會來處點體賣廣圖號盒碼們這您哪嗎麼怎啊吧呢很你裹訂遞沒]|退款|(?<![完終修満未校])了(?!解|承)"
)


def forms_in(letters: str) -> tuple[int, int, int]:
    """How many Chinese characters are only simplified, only traditional, and only Japanese."""
    simplified = traditional = japanese = 0
    for letter in letters:
        in_simplified, in_traditional = _within(letter, SIMPLIFIED), _within(letter, TRADITIONAL)
        simplified += in_simplified and not in_traditional
        traditional += in_traditional and not in_simplified
        japanese += not in_simplified and not in_traditional and _within(letter, JAPANESE)
    return simplified, traditional, japanese


def may_be_japanese(letters: str) -> bool:
    """Whether a Japanese could have written these characters: each is in use there, and none in Chinese alone."""
    return all(_within(letter, JAPANESE) for letter in letters) and _NOT_JAPANESE.search(letters) is None


def is_japanese(letters: str) -> bool:
    """Whether they hold a word of the trade that no Chinese would write: 返金, 未着."""
    return may_be_japanese(letters) and _JAPANESE_WORDS.search(letters) is not None


def _within(letter: str, characters: str) -> bool:
    return bool(letter.encode(characters, "ignore"))
