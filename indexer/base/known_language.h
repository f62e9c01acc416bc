// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::base {

/// Whether there is a language with that canonical tag: "en" yes, "xq" no.
bool IsKnownLanguage(const std::string& tag);

/// The canonical tag of the language that somebody who wrote `text` for a tag seems to have meant:
/// a country's code ("jp"), the name of a language in English or in itself ("Japanese", "日本語").
/// Empty when nothing is known of it. "kr" and "tw", the tags of Kanuri and Twi, are taken for
/// Korea and Taiwan; "kau" and "twi" are tags of these languages, too.
std::string MeantLanguage(std::string_view text);

/// The canonical tag of a language that there is, from a tag of it; "und" is one. Fails with
/// kInvalidInput for all else; the message says what was meant, if MeantLanguage knows.
Result<std::string> KnownLanguage(std::string_view tag);

}  // namespace funnel::base
