// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::cli {

/// The login name of the user who runs this program, or the user's number. The system is asked, not
/// the environment.
std::string LoginName();

/// Why `name` cannot stand in the history as who published, and what to do; empty when it can.
std::string AuthorNameProblem(std::string_view name);

}  // namespace funnel::cli
