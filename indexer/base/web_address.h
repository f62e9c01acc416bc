// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::base {

/// Whether `url` is the address of something on the web, as what an article names as its original
/// may be: http or https, in whatever case, with "//" and a host behind it. Refused is all that a
/// browser might take for another scheme: white space before it, a control character anywhere.
bool IsWebAddress(std::string_view url);

}  // namespace funnel::base
