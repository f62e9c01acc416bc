// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace funnel::site {

/// One file of server/pages, compiled into the program (see embed.cmake).
struct EmbeddedFile {
  std::string_view name;  ///< Relative to server/pages, such as "strings/th.json".
  std::string_view text;
};

/// All of them, sorted by kind and name.
const std::vector<EmbeddedFile>& EmbeddedFiles();

/// The text of one; empty if there is none of that name.
std::string_view EmbeddedText(std::string_view name);

}  // namespace funnel::site
