// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::text {

/// Vietnamese writes the tone of oa, oe and uy on either vowel ("hoà", "hòa"; "thuý", "thúy"):
/// brings the end of a case-folded word into the second form.
void NormalizeVietnameseTone(std::string& word);

}  // namespace funnel::text
