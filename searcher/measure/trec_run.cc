// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/trec_run.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"

namespace funnel::measure {
namespace {

/// Whether `text` has two hexadecimal digits from byte `at` on.
bool IsHexPair(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && base::HexDigit(text[at]) >= 0 && base::HexDigit(text[at + 1]) >= 0;
}

/// The number of bytes at `at` that form one white space or control character, or 0.
std::size_t SpaceBytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return lead <= 0x20 || lead == 0x7F ? 1 : 0;
  // All white space beyond ASCII is in U+0080 to U+00A0, or three bytes long from U+1680 on.
  const std::size_t length = lead == 0xC2 ? 2 : (lead >= 0xE1 && lead <= 0xE3) ? 3 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  const UChar32 c =
      icu::UnicodeString::fromUTF8({text.data() + at, static_cast<std::int32_t>(length)})
          .char32At(0);
  return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR ? length : 0;
}

}  // namespace

std::string EscapeField(std::string_view id) {
  std::string out;
  out.reserve(id.size());
  for (std::size_t i = 0; i < id.size();) {
    if (id[i] == '%' && IsHexPair(id, i + 1)) {
      out += "%25";
      ++i;
    } else if (const std::size_t bytes = SpaceBytes(id, i); bytes > 0) {
      for (const std::size_t end = i + bytes; i < end; ++i) {
        base::AppendPercent(id[i], out);
      }
    } else {
      out += id[i++];
    }
  }
  return out;
}

std::string NameField(std::string_view name) {
  return name.empty() ? "-" : EscapeField(base::ToValidUtf8(name));
}

std::string UnescapeField(std::string_view field) { return base::PercentDecoded(field); }

RunWriter::RunWriter(std::ostream& out, std::string_view tag) : out_(out), tag_(EscapeField(tag)) {}

void RunWriter::Write(std::string_view query_id, const std::vector<RankedDocument>& ranking) {
  const std::string query = EscapeField(query_id);
  float above = std::numeric_limits<float>::infinity();
  std::size_t rank = 0;
  for (const RankedDocument& document : ranking) {
    auto score = static_cast<float>(document.score);
    if (!(score < above)) score = std::nextafter(above, -std::numeric_limits<float>::infinity());
    above = score;
    out_ << fmt::format("{} Q0 {} {} {:.9g} {}\n", query, EscapeField(document.id), ++rank, score,
                        tag_);
  }
}

}  // namespace funnel::measure
