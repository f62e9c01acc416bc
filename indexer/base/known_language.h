// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::base {

/// Whether there is a language with that canonical tag: "en" yes, "xq" no.
bool IsKnownLanguage(const std::string& tag);

}  // namespace funnel::base
