// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::base {

/// Appends `text` with & < > " ' as character references: safe as HTML text and in quoted
/// attributes.
void AppendEscapedHtml(std::string_view text, std::string& out);

/// The same as a text of its own.
std::string EscapeHtml(std::string_view text);

}  // namespace funnel::base
