// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// The version of Funnel, as CMakeLists.txt has it: "0.1.0".
std::string_view Version();

/// What a program answers to --version: "funnel-searcher 0.1.0".
std::string VersionLine(std::string_view program);

}  // namespace funnel::base
