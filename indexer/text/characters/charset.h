// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::text {

/// `bytes` of a web page in `charset`, as UTF-8. The name is any that a page may declare, in any
/// letter case; what web pages mean by it counts ("iso-8859-1" is windows-1252, "gb2312" GB 18030,
/// as in the Encoding Standard of the WHATWG). A byte that the charset does not have becomes
/// U+FFFD. Fails with kInvalidInput for a charset that nobody knows. Thread-safe.
Result<std::string> ToUtf8(std::string_view bytes, std::string_view charset);

}  // namespace funnel::text
