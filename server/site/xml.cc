// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/xml.h"

#include <cstddef>

#include "indexer/base/html.h"
#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"

namespace funnel::site {

std::string EscapeXml(std::string_view text) {
  std::string out = base::EscapeHtml(base::WithoutControls(base::ToValidUtf8(text)));
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {  // U+FFFE and U+FFFF.
    for (std::size_t at = 0; (at = out.find(none, at)) != std::string::npos;) {
      out.erase(at, none.size());
    }
  }
  return out;
}

}  // namespace funnel::site
