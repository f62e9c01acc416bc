// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace funnel::query {

/// Whether `words`, a line at its spaces, are a command as one types it into a shell. Any of these
/// says so: an option (--long, -f; /quiet), a redirection or pipe, an assignment (key=value), a
/// <placeholder>, a path from here or from home (./x, ~/x), a PowerShell name (Get-Mailbox), a
/// program with its ending (setup.exe) before an option, an option before the name of a file
/// ("-xzf a.tar"), or the name of a common command with short options ("ls -la").
bool IsCommandLine(const std::vector<std::string_view>& words);

/// Whether a program seems to have written the line: a word ends with a colon, is in square
/// brackets, or is a hexadecimal number.
bool LooksLogged(const std::vector<std::string_view>& words);

/// Whether the word is of the kind "IssuePfx": a Latin letter in upper case behind one in lower
/// case.
bool IsMixedCase(std::string_view word);

/// Whether the word begins with a Latin letter in upper case.
bool IsCapitalized(std::string_view word);

}  // namespace funnel::query
