// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/latin.h"

#include <array>
#include <string_view>
#include <utility>

namespace funnel::text {

void NormalizeVietnameseTone(std::string& word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kForms = {
      {{"oà", "òa"},
       {"oá", "óa"},
       {"oả", "ỏa"},
       {"oã", "õa"},
       {"oạ", "ọa"},
       {"oè", "òe"},
       {"oé", "óe"},
       {"oẻ", "ỏe"},
       {"oẽ", "õe"},
       {"oẹ", "ọe"},
       {"uỳ", "ùy"},
       {"uý", "úy"},
       {"uỷ", "ủy"},
       {"uỹ", "ũy"},
       {"uỵ", "ụy"}}};
  if (word.size() < 3 || (static_cast<unsigned char>(word.back()) & 0x80) == 0) return;
  for (const auto& [from, to] : kForms) {
    if (!word.ends_with(from)) continue;
    word.replace(word.size() - from.size(), from.size(), to);
    return;
  }
}

}  // namespace funnel::text
