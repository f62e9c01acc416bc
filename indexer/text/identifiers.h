// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace funnel::text {

/// One writing of an identifier found in a text.
struct Identifier {
  std::string term;        ///< Canonical: lower case, one form for all writings of a code.
  std::int32_t begin = 0;  ///< UTF-16 units of the text.
  std::int32_t end = 0;
  bool error_code = false;  ///< An error code rather than a name, path or version.
};

/// The error codes, hexadecimal numbers, KB numbers, versions, dotted, CamelCase and underscored
/// names, paths, URLs, e-mail hosts and commands of `text` (NFKC, letter case kept), in order: each
/// whole, in its parts, and in its canonical equivalents:
///   0x80070005 = 80070005 = -2147024891 = 2147942405 -> "0x80070005"
///   TM-1207 = TM1207 = TM-01207 -> "tm1207"; KB2919355 -> "kb2919355" and "2919355"
///   v5.3.2 -> "5.3.2" and "5.3"; 10.0.19041.1 also "0.19041.1"; 5.2-5.4 -> both; 5.2.x -> "5.2";
///   v4.0.0-rc1 -> "4.0.0rc1", "4.0.0" and "4.0"
///   QX7F-22LM-88KD = QX7F22LM88KD; numbers in groups and hardware addresses (digit_groups.h)
///   System.IO.Path -> whole and "path"; AC-12485_Fix.zip -> whole and "ac12485"
/// With `query`, letters and digits set apart by a space are also read as one code ("kb 2919355").
std::vector<Identifier> FindIdentifiers(const icu::UnicodeString& text, bool query);

/// The parts of a CamelCase word as UTF-16 ranges, at least two, or none:
/// "FileNotFoundException" -> File, Not, Found, Exception; "HTTPServer" -> HTTP, Server.
std::vector<std::pair<std::int32_t, std::int32_t>> CamelParts(const icu::UnicodeString& text,
                                                              std::int32_t begin, std::int32_t end);

}  // namespace funnel::text
