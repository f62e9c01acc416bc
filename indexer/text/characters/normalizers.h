// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/normalizer2.h>

#include <string>
#include <string_view>

namespace funnel::text {

/// ICU's normalizers, which live as long as the process. Thread-safe.
const icu::Normalizer2& Nfkc();
const icu::Normalizer2& NfkcCasefold();
const icu::Normalizer2& Nfd();

/// `utf8` in NFC: what differs in its form only becomes the same.
std::string ComposedForm(std::string_view utf8);

/// `utf8` by NFKC_Casefold: what differs in case or form only becomes the same.
std::string CaseFolded(std::string_view utf8);

}  // namespace funnel::text
