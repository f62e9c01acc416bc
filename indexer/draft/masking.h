// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::draft {

/// `text` with e-mail addresses, telephone numbers, secrets and the people in `names` replaced by
/// [email], [phone], [password], [token], [private key] and [name]. Every address goes, a desk's
/// and a vendor's too. A name is a whole one ("Anna Berg"); its parts of three letters and more go
/// as well where they stand as words with a capital. In paths, the names of people's folders go.
std::string MaskPersonalData(std::string_view text, const std::vector<std::string>& names);

}  // namespace funnel::draft
