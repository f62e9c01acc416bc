// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::measure {

/// The characters of a UTF-8 text.
std::vector<std::string> SplitCharacters(std::string_view text);

/// What is typed with the mistake that is the turn of `number`: one of the 2nd to 6th characters is
/// wrong, missing, typed twice, or has changed places with the next. As it is where it is too
/// short.
std::vector<std::string> WithError(std::vector<std::string> typed, std::size_t number);

}  // namespace funnel::measure
