// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace funnel::text {

/// An address in plain text.
struct Autolink {
  std::size_t begin = 0, end = 0;  ///< In bytes.
  std::string_view before;         ///< What makes a link of it: "", "http://" or "mailto:".
};

/// The addresses that GitHub-flavoured Markdown makes links of (its "autolinks (extension)"):
/// http, https and ftp not behind a letter or digit, www., e-mail; without the punctuation that
/// ends a sentence. Other than there, www. may follow a letter of a script without spaces. In one
/// pass: a time in proportion to `text`, whatever it holds.
std::vector<Autolink> FindAutolinks(std::string_view text);

}  // namespace funnel::text
