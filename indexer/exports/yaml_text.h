// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::exports {

/// `text` as a YAML scalar on one line: as it stands where every reader takes that for the same
/// text, else in double quotes.
std::string YamlText(std::string_view text);

/// `items` as a flow sequence: [one, "two: three"].
std::string YamlList(const std::vector<std::string>& items);

}  // namespace funnel::exports
