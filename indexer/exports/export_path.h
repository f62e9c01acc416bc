// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace funnel::exports {

/// Where an exported folder holds an article: LANG/ID.md, with a folder for each '/' in the id.
/// What a file name cannot or should not have is written as %XX (a '%' itself, too), so that the
/// id can be told from the path and two articles never share one: control characters and
/// \ : * ? " < > |, a dot or space at either end of a part, an empty part ("%"), and the dot of a
/// folder that ends in ".md". A part of more than 200 bytes is cut and closed by "%~" and a hash.
std::filesystem::path ExportPath(std::string_view lang, std::string_view id);

}  // namespace funnel::exports
