// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::store {

/// `bytes` compressed (Zstandard, one frame that knows its size and has a checksum), and back.
/// Unpack throws Failure with kCorrupt for anything that Pack did not give.
std::string Pack(std::string_view bytes);
std::string Unpack(std::string_view packed);

}  // namespace funnel::store
