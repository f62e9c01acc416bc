// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// One spelling of a Japanese word (UTF-8, NFKC): a katakana word without the long-vowel marks that
/// writers leave out or put in as they like, and with the older spelling of borrowed sounds:
///   サーバー -> サーバ, コンピューター = コンピュータ -> コンピュタ,
///   ウィルス -> ウイルス, ヴァージョン -> バジョン
/// Words of other characters stay as they are.
std::string NormalizeKatakana(std::string_view word);

/// True for the hiragana that ends the first verb of a compound and may be left out between two
/// kanji: 取り消し = 取消し. Particles between two kanji are none of these.
bool IsOkurigana(char16_t c);

}  // namespace funnel::text
