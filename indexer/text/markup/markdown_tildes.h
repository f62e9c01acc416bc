// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace funnel::text {

/// What stands for a hidden tilde: a byte that UTF-8 never has, which md4c takes for a letter.
inline constexpr char kHiddenTilde = '\xFF';

/// Hides the tildes of `markdown` that strike nothing out: md4c 0.4.8 lets any of them end a
/// strikethrough that does not follow white space, as in "C:\$WINDOWS.~BT or C:\$WINDOWS.~WS".
/// Those stay that begin and end one by the rules of GitHub-flavoured Markdown, within a block:
/// runs of one or two, the first left-flanking and the second right-flanking. Where the text has
/// such a byte already, nothing is hidden: then it returns false. In one pass.
bool HideTildes(std::string& markdown);

}  // namespace funnel::text
