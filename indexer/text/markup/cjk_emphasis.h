// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// `markdown` in which CommonMark reads emphasis by asterisks as it is meant in writings without
/// spaces between words (and Korean, whose particles follow without one): beside such a letter, a
/// bracket or quotation mark within the asterisks begins or ends it, too (**「設定」**を). An empty
/// comment stands where it would not. Code stays as it is.
std::string WithWideEmphasis(std::string_view markdown);

}  // namespace funnel::text
