// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// The data files of this room (data/*.tsv), compiled in: two words a line with a tab between,
/// lines that begin with '#' are comments.
std::string_view table_zh_vocabulary();
std::string_view table_yue_vocabulary();

}  // namespace funnel::text
