// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::draft {

/// The bytes that base64 stands for; what is no base64 is skipped.
std::string DecodeBase64(std::string_view text);

/// The bytes that quoted-printable stands for (RFC 2045, 6.7); with `header`, its form in encoded
/// words, where '_' is a space.
std::string DecodeQuotedPrintable(std::string_view text, bool header = false);

/// The text of a header's value as UTF-8: its encoded words (RFC 2047) decoded.
std::string DecodeHeader(std::string_view value);

/// `bytes` in `charset` as UTF-8; of an unknown or empty charset, as UTF-8 if they are that, else
/// as windows-1252.
std::string MimeText(std::string_view bytes, std::string_view charset);

}  // namespace funnel::draft
